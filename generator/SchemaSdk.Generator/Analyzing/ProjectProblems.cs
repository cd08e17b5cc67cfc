using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>The problems of one state of a project, found when the first is asked for.</summary>
/// <param name="finder">Finds them.</param>
/// <param name="compilation">The project.</param>
/// <param name="options">Its files and properties.</param>
internal sealed class ProjectProblems(ProblemFinder finder, Compilation compilation, AnalyzerOptions options)
{
    private readonly object _gate = new();
    private ILookup<string, Problem>? _byPath;

    /// <summary>The problems of one file.</summary>
    /// <param name="path">The file; empty for those of the project itself.</param>
    /// <param name="cancellationToken">Ends the search; the next call begins again.</param>
    public IEnumerable<Problem> In(string path, CancellationToken cancellationToken)
    {
        // Files are analyzed side by side, and all of them need the same answer.
        lock (_gate)
        {
            _byPath ??= finder
                .Find(compilation, options.AdditionalFiles, options.AnalyzerConfigOptionsProvider, cancellationToken)
                .ToLookup(problem => problem.Path, StringComparer.Ordinal);
        }

        return _byPath[path];
    }
}
