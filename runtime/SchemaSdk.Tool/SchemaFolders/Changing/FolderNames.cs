using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>Updates the C# names of models in the lock file, so that adding a model never renames an earlier one.</summary>
/// <param name="paths">The paths of the folder.</param>
/// <param name="locked">The content of the lock file. It is changed in memory.</param>
/// <param name="client">The name of the client class.</param>
internal sealed class FolderNames(SchemaPaths paths, SchemaLock locked, string client)
{
    private static readonly Dictionary<string, string?> NoChanges = [];

    /// <summary>Records the name that a build will give to each model after the change.</summary>
    /// <param name="changes">The contents of the files that will be written, by path; null for files that will be deleted.</param>
    /// <returns>A warning for each model that has more C# names than the lock file can keep.</returns>
    /// <exception cref="ToolException">A file in the folder cannot be read.</exception>
    internal IReadOnlyList<Finding> Update(IReadOnlyDictionary<string, string?> changes)
    {
        try
        {
            // Existing models may have no name in the lock file, for example after an update of this tool. Name these older ones first.
            if (paths.Ids().Any(id => !locked.Names.ContainsKey(id)))
            {
                Update(FolderReading.Read(paths.Folder, NoChanges, CancellationToken.None));
            }

            var after = FolderReading.Read(paths.Folder, changes, CancellationToken.None);
            var members = new FolderMembers(locked);
            members.Update(FolderReading.Read(paths.Folder, NoChanges, CancellationToken.None), after);
            Update(after);
            locked.DropMembersBut(after.Schemas.Select(static file => file.ModelId).OfType<string>().ToHashSet(StringComparer.Ordinal));
            return [.. members.Findings];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{paths.Folder}' cannot be read: {exception.Message} Nothing was changed.", exception);
        }
    }

    private void Update(ProjectFiles files)
    {
        var sides = SchemaSteps.Sides(files);
        var models = files.Schemas
            .Where(file => file is { Role: SchemaRole.Input, ModelId: not null })
            .Select(file => Unnamed(sides.Link(file)))
            .ToList();
        var before = locked.Names.Select(name => PathOf(name.Key, name.Value.Split('.'))).ToList();
        var kept = KeptTree.Of([new KeptNames(paths.Lock, before.ToEquatableArray(), default)], models);
        var after = new KeptTree();
        foreach (var path in ModelTree.Build(models, client, kept).Paths)
        {
            Put(after, PathOf(path.Id, path.Names.Select(ModelPath.TypeNameOf)));
        }

        var present = models.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var path in before.Where(path => !present.Contains(path.Id)))
        {
            PutAbsent(after, path);
        }
    }

    /// <summary>
    /// Parses a schema only if its files contain the keyword for a C# name, because nothing else affects the name of the model.
    /// </summary>
    private static UnnamedModel Unnamed(SchemaFile file)
    {
        var texts = file.References.Select(other => other.Written).Append(file.Written).Append(file.Patch?.Written ?? "");
        var given = texts.Any(text => text.Contains(OwnKeyword.CSharpName, StringComparison.Ordinal)) ? SchemaSteps.Parse(file).Name : null;
        return new UnnamedModel(file.ModelId!, file.Path, given) { Root = file.Root };
    }

    /// <summary>
    /// Keeps the name of a removed model that may come back, unless a patch has since given the name to another model. If other models have
    /// a segment of the id too, the segment gets the same C# name as in those models.
    /// </summary>
    private void PutAbsent(KeptTree tree, KeptPath path)
    {
        var segments = path.Id.Split('/');
        var names = segments.Select((segment, i) =>
            tree.In(string.Join('/', segments.Take(i))).GetValueOrDefault(segment, path.Names[i]));
        if (!path.IsTaken || !Put(tree, PathOf(path.Id, names)))
        {
            locked.DropName(path.Id);
        }
    }

    private bool Put(KeptTree tree, KeptPath path)
    {
        locked.Name(path.Id, string.Join('.', path.Names));
        return tree.Add(path) is null;
    }

    private KeptPath PathOf(string id, IEnumerable<string> names) =>
        new(id, names.ToEquatableArray(), locked.Models.ContainsKey(id));
}
