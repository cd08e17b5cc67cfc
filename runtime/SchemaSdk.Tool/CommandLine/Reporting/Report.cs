using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The outcome of a command, in no form yet.</summary>
/// <param name="Command">The command, such as <c>add</c>.</param>
/// <param name="Title">The heading of the report in Markdown.</param>
/// <param name="Findings">The findings, in the order in which they are told.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Exit">The exit code of the command.</param>
internal sealed record Report(string Command, string Title, IReadOnlyList<Finding> Findings, string Summary, ExitCode Exit)
{
    /// <summary>Numbers and names that programs want of the whole; null if there are none. They appear in JSON and SARIF.</summary>
    internal JsonObject? Facts { get; init; }

    /// <summary>The text that somebody wants on standard output in place of the report, which then follows the errors; or null.</summary>
    internal string? Product { get; init; }
}
