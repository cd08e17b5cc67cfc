using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Files;

/// <summary>Determines which files of a folder a build reads, and the kind of each file.</summary>
/// <remarks><c>SchemaSdk.props</c> and <c>SchemaSdk.targets</c> of the runtime state the same rules in MSBuild.</remarks>
/// <param name="root">The absolute path of the folder. The path of a file relative to this folder gives a model id.</param>
/// <param name="isProject">True if the folder contains a project file.</param>
internal sealed class SchemaFolder(string root, bool isProject)
{
    /// <summary>The search pattern for project files.</summary>
    public const string ProjectFiles = "*.*proj";

    /// <summary>The folders that a build creates beside its project file.</summary>
    public static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>The absolute paths of schema folders inside this one. A build reads their files with another root.</summary>
    public IReadOnlyList<string> Inner { get; init; } = [];

    /// <summary>Derives the kind of a file from its name; null for a file that a build does not read.</summary>
    // MSBuild ignores case in names, even on a case-sensitive file system.
    public static SchemaFileKind? KindOf(string path) => Path.GetFileName(path).ToLowerInvariant() switch
    {
        SchemaFileName.Input => SchemaFileKind.Input,
        SchemaFileName.Output => SchemaFileKind.Output,
        SchemaFileName.InputPatch => SchemaFileKind.InputPatch,
        SchemaFileName.OutputPatch => SchemaFileKind.OutputPatch,
        var name => name.EndsWith(SchemaFileName.ReferenceEnd, StringComparison.Ordinal) ? SchemaFileKind.Reference : null,
    };

    /// <summary>Returns true if a build whose schema root is this folder reads the file.</summary>
    public bool Has(string path) =>
        KindOf(path) is not null && !IsLeftOut(path) && Inner.All(other => ModelIds.BelowRoot(path, other) is null);

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

    // Folders such as .git and .vs contain copies of files. Deeper "bin" and "obj" folders may be part of a model id.
    private bool IsLeftOut(string path)
    {
        var segments = (ModelIds.BelowRoot(path, root) ?? "").Split('/');
        return segments.Take(segments.Length - 1).Any(segment => segment.StartsWith(".", StringComparison.Ordinal))
            || (isProject && segments.Length > 1 && BuildFolders.Contains(segments[0]));
    }
}
