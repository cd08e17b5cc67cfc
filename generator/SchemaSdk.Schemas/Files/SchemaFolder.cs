using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Files;

/// <summary>The rules of a folder of schemas: what each file is, and which files a build ignores.</summary>
/// <remarks>A build has the same rules in MSBuild, in <c>SchemaSdk.props</c> and <c>SchemaSdk.targets</c> of the runtime.</remarks>
/// <param name="root">The folder, absolute. The path of each file below it gives a model id.</param>
/// <param name="isProject">True if it has a project file.</param>
internal sealed class SchemaFolder(string root, bool isProject)
{
    /// <summary>The names of project files.</summary>
    public const string ProjectFiles = "*.*proj";

    /// <summary>The folders that a build makes beside its project file.</summary>
    public static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>Returns the kind of a file by its name; null for a file that a build does not read.</summary>
    /// <param name="path">The file.</param>
    // MSBuild ignores the case of names, even on a disk that does not.
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
    /// <param name="cancellationToken">Cancels the sorting.</param>
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

    // Folders such as .git and .vs have copies of other files. A folder named bin that is not beside the project may be a model.
    private bool IsLeftOut(string path)
    {
        var segments = (ModelIds.BelowRoot(path, root) ?? "").Split('/');
        return segments.Take(segments.Length - 1).Any(segment => segment.StartsWith(".", StringComparison.Ordinal))
            || (isProject && segments.Length > 1 && BuildFolders.Contains(segments[0]));
    }
}
