using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Jobs;

/// <summary>The outcome of one job of a ledger, for a report.</summary>
/// <param name="Rule">A short name for it.</param>
/// <param name="Level">The weight of it.</param>
/// <param name="Message">The whole of it.</param>
/// <param name="Exit">The exit code of a command that found nothing worse.</param>
/// <param name="Facts">The same for programs.</param>
internal sealed record JobEnd(string Rule, FindingLevel Level, string Message, ExitCode Exit, JsonObject Facts);
