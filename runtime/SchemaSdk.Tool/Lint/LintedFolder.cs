using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Lint;

/// <summary>A folder of schemas that was linted.</summary>
/// <param name="Files">The number of schema files that were read.</param>
/// <param name="Models">The number of models that a client would have.</param>
/// <param name="Findings">The findings, by file and place.</param>
internal sealed record LintedFolder(int Files, int Models, IReadOnlyList<Finding> Findings);
