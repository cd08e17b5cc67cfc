using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Lint;

/// <summary>The result of linting a folder of schemas.</summary>
/// <param name="Files">The number of schema files that were read.</param>
/// <param name="Models">The number of models that a client would have.</param>
/// <param name="Findings">The findings, sorted by location.</param>
internal sealed record LintedFolder(int Files, int Models, IReadOnlyList<Finding> Findings);
