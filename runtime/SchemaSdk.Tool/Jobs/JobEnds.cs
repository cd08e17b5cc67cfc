using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Describes the outcomes of the jobs in a ledger.</summary>
internal static class JobEnds
{
    // From best to worst. The command ends with the worst exit code of its jobs.
    private static readonly ExitCode[] Worse = [ExitCode.Fine, ExitCode.Findings, ExitCode.Service, ExitCode.Stopped];

    internal static JobEnd Succeeded(LedgerEntry entry, ModelResult<JsonElement> result)
    {
        var facts = Facts(entry, "succeeded", result.RequestId);
        facts["costUsd"] = result.CostUsd;
        facts["output"] = OutputJson.NodeOf(result.Output);
        var message = $"{entry.Key}  {result.RequestId}  {OutputJson.TextOf(result.Output)}";
        return new("succeeded", FindingLevel.Note, message, ExitCode.Fine, facts);
    }

    /// <param name="entry">The job as it was when the command started.</param>
    /// <param name="submitted">The request id that the job has received since then; null if the job was not submitted.</param>
    internal static JobEnd Stopped(LedgerEntry entry, string? submitted)
    {
        var requestId = submitted ?? entry.RequestId;
        return new(
            "stopped",
            FindingLevel.Warning,
            requestId is null ? $"Stopped before {entry.Key} was sent." : $"Stopped waiting for {entry.Key} (request {requestId}).",
            ExitCode.Stopped,
            Facts(entry, "stopped", requestId));
    }

    internal static JobEnd Of(LedgerEntry entry, ModelException exception, string message)
    {
        var (rule, exit) = exception switch
        {
            ModelFailedException => ("failed", ExitCode.Findings),
            ModelCanceledException => ("cancelled", ExitCode.Findings),
            ModelSubmissionUnknownException => ("unknown", ExitCode.Service),
            _ => ("not-read", ExitCode.Service),
        };
        return new(rule, FindingLevel.Error, $"{entry.Key}: {message}", exit, Facts(entry, rule, exception.RequestId ?? entry.RequestId));
    }

    /// <summary>Returns the outcome of a job that only the program that recorded it can resume.</summary>
    internal static JobEnd NotResumed(LedgerEntry entry, string message) => new(
        "not-resumed",
        FindingLevel.Error,
        $"{entry.Key}: {message}",
        ExitCode.Findings,
        Facts(entry, "not-resumed", entry.RequestId));

    internal static JobEnd NotAwaited(LedgerEntry entry) => entry.State switch
    {
        LedgerState.Unknown => new(
            "unknown",
            FindingLevel.Error,
            $"{entry.Key}: {JobReports.MeaningOf(entry)}",
            ExitCode.Findings,
            Facts(entry, "unknown", entry.RequestId)),
        LedgerState.Accepted or LedgerState.Intended when entry.Lease.Owner is { } owner => new(
            EntryJson.Word(entry.State),
            FindingLevel.Note,
            $"{entry.Key}  {owner} is working on the job.",
            ExitCode.Fine,
            Facts(entry, EntryJson.Word(entry.State), entry.RequestId)),
        LedgerState.Intended => new(
            "intended",
            FindingLevel.Note,
            $"{entry.Key}  The job was not sent. To submit it, use --submit.",
            ExitCode.Fine,
            Facts(entry, "intended", null)),
        _ => new(
            EntryJson.Word(entry.State),
            FindingLevel.Note,
            $"{entry.Key}  {JobReports.MeaningOf(entry)}",
            ExitCode.Fine,
            Facts(entry, EntryJson.Word(entry.State), entry.RequestId)),
    };

    /// <summary>Returns the outcome of a job whose row cannot be read. Its level is error, because the job may still be running.</summary>
    internal static JobEnd Unreadable(ModelLedgerException failure) => new(
        JobReports.Unreadable,
        FindingLevel.Error,
        failure.Message,
        ExitCode.Findings,
        new JsonObject { ["key"] = failure.Key, ["end"] = JobReports.Unreadable, ["model"] = null, ["requestId"] = null });

    internal static Report Report(IReadOnlyList<JobEnd> ends)
    {
        var counts = ends.CountBy(static end => end.Rule).Select(static count => $"{count.Value} {count.Key}");
        return new Report(
            "jobs resume",
            "Jobs",
            [.. ends.Select(static end => new Finding(end.Rule, end.Level, end.Message))],
            ends.Count == 0 ? "No job is open." : $"{JobReports.CountOf(ends.Count)}: {string.Join(", ", counts)}.",
            Worse[ends.Select(static end => Array.IndexOf(Worse, end.Exit)).DefaultIfEmpty().Max()])
        {
            Facts = new JsonObject { ["jobs"] = new JsonArray([.. ends.Select(static end => (JsonNode)end.Facts)]) },

            // Printed even with --quiet, because the report may be the only record of a result.
            IsAnswer = ends.Count > 0,
        };
    }

    private static JsonObject Facts(LedgerEntry entry, string end, string? requestId) => new()
    {
        ["key"] = entry.Key,
        ["end"] = end,
        ["model"] = entry.ModelId,
        ["requestId"] = requestId,
    };
}
