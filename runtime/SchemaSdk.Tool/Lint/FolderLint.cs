using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Lint;

/// <summary>Finds the diagnostics that a build would report for a schema folder. Does not run a build.</summary>
/// <param name="shown">Converts a full path to the form that the report shows.</param>
/// <param name="client">The client settings of the project that the folder belongs to.</param>
internal sealed class FolderLint(Func<string, string> shown, ClientOptions client)
{
    /// <summary>Lints a folder.</summary>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file or folder is denied.</exception>
    internal LintedFolder Run(string folder, CancellationToken stop)
    {
        var files = FolderReading.Read(folder, stop);
        var ids = files.Schemas.Select(file => (file.Path, file.ModelId))
            .Concat(files.Patches.Select(file => (file.Path, file.ModelId)))
            .ToDictionary(file => file.Path, file => file.ModelId, StringComparer.Ordinal);
        var compiled = SchemaCompiler.Compile(files, client, stop);
        var problems = compiled.Problems
            .OrderBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Place.Start)
            .ThenBy(problem => problem.Id, StringComparer.Ordinal)
            .Select(problem => FindingOf(problem, ids.GetValueOrDefault(problem.Path)));
        return new LintedFolder(files.Schemas.Count + files.Patches.Count + files.References.Count, compiled.Models.Count, [.. problems]);
    }

    private Finding FindingOf(Problem problem, string? model) => new(
        problem.Id, ProblemKinds.ById(problem.Id).IsError ? FindingLevel.Error : FindingLevel.Warning, problem.Message)
    {
        Model = model is "" ? null : model,
        Place = problem.Path.Length == 0 ? null : PlaceOf(problem.Path, problem.Place),
        Related = problem.Target is { } target ? [PlaceOf(target.Path, target.Span)] : [],
    };

    private Place PlaceOf(string path, SourceSpan span) =>
        new(shown(path), span.StartLine + 1, span.StartColumn + 1, span.EndLine + 1, span.EndColumn + 1);
}
