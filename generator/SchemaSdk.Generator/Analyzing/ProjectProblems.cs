using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>The problems in one snapshot of a project, computed on first use.</summary>
internal sealed class ProjectProblems(ProblemFinder finder, Compilation compilation, AnalyzerOptions options)
{
    private readonly object _gate = new();
    private ILookup<string, Problem>? _byPath;

    /// <summary>Returns the problems in the file at a path. If the path is empty, returns the problems with the project itself.</summary>
    public IEnumerable<Problem> In(string path, CancellationToken cancellationToken)
    {
        // The compiler analyzes files in parallel.
        lock (_gate)
        {
            _byPath ??= finder
                .Find(compilation, options.AdditionalFiles, options.AnalyzerConfigOptionsProvider, cancellationToken)
                .ToLookup(problem => problem.Path, StringComparer.Ordinal);
        }

        return _byPath[path];
    }
}
