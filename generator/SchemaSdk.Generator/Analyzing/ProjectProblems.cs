using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>The problems of one state of a project, found on first use.</summary>
/// <param name="finder">Finds the problems.</param>
/// <param name="compilation">The project.</param>
/// <param name="options">Its files and properties.</param>
internal sealed class ProjectProblems(ProblemFinder finder, Compilation compilation, AnalyzerOptions options)
{
    private readonly object _gate = new();
    private ILookup<string, Problem>? _byPath;

    /// <summary>The problems of one file.</summary>
    /// <param name="path">The file; empty for the problems of the project itself.</param>
    /// <param name="cancellationToken">Cancels the search; the next call starts again.</param>
    public IEnumerable<Problem> In(string path, CancellationToken cancellationToken)
    {
        // Files are analyzed in parallel, and all of them need the same result.
        lock (_gate)
        {
            _byPath ??= finder
                .Find(compilation, options.AdditionalFiles, options.AnalyzerConfigOptionsProvider, cancellationToken)
                .ToLookup(problem => problem.Path, StringComparer.Ordinal);
        }

        return _byPath[path];
    }
}
