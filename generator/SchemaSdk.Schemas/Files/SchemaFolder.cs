using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Files;

/// <summary>The rules of a folder of schemas: what each file in it is, and which files a build leaves out.</summary>
/// <remarks>A build has them from <c>SchemaSdk.props</c> and <c>SchemaSdk.targets</c> of the runtime, in the language of MSBuild.</remarks>
/// <param name="root">The folder, absolute. The path of each file below it spells a model id.</param>
/// <param name="isProject">True if a project file stands in it.</param>
internal sealed class SchemaFolder(string root, bool isProject)
{
    /// <summary>The names of project files.</summary>
    public const string ProjectFiles = "*.*proj";

    /// <summary>The folders that a build makes beside its project file.</summary>
    public static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>Returns what a file is by its name; null for one that a build does not read.</summary>
    /// <param name="path">The file.</param>
    // MSBuild takes Input.JSON for input.json, on every disk.
    public static SchemaFileKind? KindOf(string path) => Path.GetFileName(path).ToLowerInvariant() switch
    {
        SchemaFileName.Input => SchemaFileKind.Input,
        SchemaFileName.Output => SchemaFileKind.Output,
        SchemaFileName.InputPatch => SchemaFileKind.InputPatch,
        SchemaFileName.OutputPatch => SchemaFileKind.OutputPatch,
        var name => name.EndsWith(SchemaFileName.ReferenceEnd, StringComparison.Ordinal) ? SchemaFileKind.Reference : null,
    };

    /// <summary>Returns true if a build whose schema root is the folder reads a file.</summary>
    /// <param name="path">A file below the folder.</param>
    public bool Has(string path) => KindOf(path) is not null && !IsLeftOut(path);

    /// <summary>Sorts files of the folder.</summary>
    /// <param name="files">The path and the text of each.</param>
    /// <param name="cancellationToken">Ends the sorting.</param>
    public ProjectFiles Read(IEnumerable<(string Path, string Text)> files, CancellationToken cancellationToken)
    {
        var schemas = new List<SchemaFile>();
        var patches = new List<PatchFile>();
        var references = new List<ReferenceFile>();
        foreach (var (path, text) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = new FoundFile(path, root, "", text);
            switch (KindOf(path))
            {
                case SchemaFileKind.Input:
                    schemas.Add(found.ToSchema(SchemaRole.Input));
                    break;
                case SchemaFileKind.Output:
                    schemas.Add(found.ToSchema(SchemaRole.Output));
                    break;
                case SchemaFileKind.InputPatch:
                    patches.Add(found.ToPatch(SchemaRole.Input));
                    break;
                case SchemaFileKind.OutputPatch:
                    patches.Add(found.ToPatch(SchemaRole.Output));
                    break;
                case SchemaFileKind.Reference:
                    references.Add(found.ToReference());
                    break;
            }
        }

        return new ProjectFiles(schemas, patches, references);
    }

    // Folders such as .git and .vs have copies of what stands elsewhere. A model that is not beside the project may be called bin.
    private bool IsLeftOut(string path)
    {
        var segments = (ModelIds.BelowRoot(path, root) ?? "").Split('/');
        return segments.Take(segments.Length - 1).Any(segment => segment.StartsWith(".", StringComparison.Ordinal))
            || (isProject && segments.Length > 1 && BuildFolders.Contains(segments[0]));
    }
}
