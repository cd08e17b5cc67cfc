using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The outcome of a command, before it is formatted.</summary>
/// <param name="Command">The command, such as <c>add</c>.</param>
/// <param name="Title">The heading of the report in Markdown.</param>
/// <param name="Findings">The findings, in the order in which they are shown.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Exit">The exit code of the command.</param>
internal sealed record Report(string Command, string Title, IReadOnlyList<Finding> Findings, string Summary, ExitCode Exit)
{
    /// <summary>Values about the whole report for programs that read it as JSON or SARIF; null for no values.</summary>
    internal JsonObject? Facts { get; init; }

    /// <summary>
    /// True if the report is what the user asked for, such as a result or a price. <c>--quiet</c> does not drop such a report.
    /// </summary>
    internal bool IsAnswer { get; init; }

    /// <summary>
    /// The text for standard output, such as a schema. The report then goes to standard error. Null to write the report to standard output.
    /// </summary>
    internal string? Product { get; init; }
}
