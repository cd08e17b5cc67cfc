using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Creates the reports about the jobs in a ledger.</summary>
internal static partial class JobReports
{
    // Characters such as < or é stay readable. The reports escape control codes and markup themselves.
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,   // more levels than EntryJson returns
    };

    /// <summary>The rule of a finding about a job whose row cannot be read.</summary>
    internal const string Unreadable = "unreadable";

    /// <summary>Lists jobs as a table with one job per line, and the errors of jobs that cannot be read.</summary>
    internal static Report List(IReadOnlyList<LedgerEntry> jobs, IReadOnlyList<ModelLedgerException> unread, ExitCode exit)
    {
        var keys = jobs.Select(static entry => entry.Key.Length).DefaultIfEmpty().Max();
        var models = jobs.Select(static entry => entry.ModelId.Length).DefaultIfEmpty().Max();
        var counts = jobs.CountBy(static entry => entry.State).OrderBy(static count => count.Key).ToList();
        var how = counts.Count == 0 ? "" : $": {string.Join(", ", counts.Select(count => $"{count.Value} {EntryJson.Word(count.Key)}"))}";
        return new Report(
            "jobs list",
            "Jobs",
            [
                .. jobs.Select(entry => new Finding(
                    EntryJson.Word(entry.State),
                    FindingLevel.Note,
                    $"{entry.Key.PadRight(keys)}  {entry.ModelId.PadRight(models)}  {TimeOf(entry)}  "
                    + (entry.RequestId ?? "-"))),
                .. unread.Select(static failure => new Finding(Unreadable, FindingLevel.Error, failure.Message)),
            ],
            $"{CountOf(jobs.Count)}{how}{(unread.Count == 0 ? "" : $", and {unread.Count} unreadable")}.",
            exit)
        {
            Facts = new JsonObject
            {
                ["jobs"] = new JsonArray([.. jobs.Select(EntryJson.Facts)]),
            },
            IsAnswer = true,
        };
    }

    internal static Report Show(LedgerEntry entry)
    {
        var facts = EntryJson.Whole(entry);
        return new Report(
            "jobs show",
            $"Job {entry.Key}",
            [
                .. facts.Where(static fact => fact.Value is not (null or JsonArray { Count: 0 }))
                    .Select(static fact => new Finding(fact.Key, FindingLevel.Note, TextOf(fact.Value!))),
            ],
            MeaningOf(entry),
            ExitCode.Fine)
        {
            Facts = facts,
            IsAnswer = true,
        };
    }

    internal static ToolException NoJob(string key) => new(
        ExitCode.WrongUsage, $"The ledger has no job '{key}'. 'schemasdk jobs list' shows the keys.");

    internal static ToolException UnknownService(LedgerEntry entry) => new(
        ExitCode.WrongUsage,
        $"The job '{entry.Key}' belongs to {entry.Service}, which schemasdk does not know. Nothing was sent or recorded. Use the program "
        + "that submitted the job.");

    internal static string CountOf(int count) => count == 1
        ? "1 job"
        : string.Create(CultureInfo.InvariantCulture, $"{count} jobs");

    /// <summary>Says what the state of a job means, and what the user can do.</summary>
    internal static string MeaningOf(LedgerEntry entry) => entry.State switch
    {
        LedgerState.Intended => "The job has not been sent yet, so it is not running and is not charged.",
        LedgerState.Sending => "The job is being sent, or was being sent when its process ended, so it may be running and charged. If "
            + "that process has ended, look for the job at the service, and record its outcome with 'schemasdk jobs settle'.",
        LedgerState.Accepted => "The service has accepted the job. 'schemasdk jobs resume' waits for it.",
        LedgerState.Refused => "The job is not running and is not charged. It can be submitted again with the same key.",
        LedgerState.Unknown => "The job may or may not be running. Look for it at the service, among the jobs sent around "
            + $"{SentAt(entry)}, and record its outcome with 'schemasdk jobs settle'. Until then, it is not sent again.",
        LedgerState.Ended => "The job has ended, but its result has not been delivered to the application yet.",
        _ => "The job has ended, and its result was delivered to the application.",
    };

    // People find a job by the time of its submit. The ledger may record the job as unknown much later.
    private static string TimeOf(LedgerEntry entry) =>
        entry.State is LedgerState.Sending or LedgerState.Unknown ? SentAt(entry) : EntryJson.Time(entry.ChangedAt);

    private static string SentAt(LedgerEntry entry) => EntryJson.Time(entry.Attempt?.SentAt ?? entry.ChangedAt);

    private static string TextOf(JsonNode value) => value is JsonValue text && text.TryGetValue(out string? plain) ? plain
        : value is JsonValue time && time.TryGetValue(out DateTimeOffset at) ? EntryJson.Time(at)
        : Escape().Replace(value.ToJsonString(Readable), static escape =>
            escape.Groups[1].Success ? $"{HalfOf(escape.Groups[1])}{HalfOf(escape.Groups[2])}" : escape.Value);

    private static char HalfOf(Group digits) => (char)ushort.Parse(digits.ValueSpan, NumberStyles.AllowHexSpecifier);

    // Matches an emoji, which is written as two escapes. Matches any other escape too, so that an escaped backslash is skipped whole.
    [GeneratedRegex(@"\\(?:u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
