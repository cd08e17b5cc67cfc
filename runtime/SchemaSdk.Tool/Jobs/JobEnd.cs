using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Jobs;

/// <summary>The outcome of one job in a ledger, for a report.</summary>
/// <param name="Rule">The short name of the outcome.</param>
/// <param name="Level">The level of the outcome as a finding in the report.</param>
/// <param name="Message">The message.</param>
/// <param name="Exit">The exit code of the command, unless another job has a worse one.</param>
/// <param name="Facts">The outcome as JSON for programs.</param>
internal sealed record JobEnd(string Rule, FindingLevel Level, string Message, ExitCode Exit, JsonObject Facts);
