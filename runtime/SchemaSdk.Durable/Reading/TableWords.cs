namespace SchemaSdk.Durable.Reading;

/// <summary>The column values for outcomes and refusals.</summary>
internal static class TableWords
{
    private static readonly string[] Outcomes = ["succeeded", "failed", "canceled"];
    private static readonly JobState[] States = [JobState.Succeeded, JobState.Failed, JobState.Canceled];

    // The values are in the order of LedgerRefusal.
    private static readonly string[] Refusals = ["service", "input", "budget", "not_sent", "person"];

    internal static string? Of(JobState? outcome) => outcome is { } state ? Outcomes[Array.IndexOf(States, state)] : null;

    internal static string? Of(LedgerRefusal? refusal) => refusal is not { } by ? null
        : Enum.IsDefined(by) ? Refusals[(int)by]
        : throw new ArgumentOutOfRangeException(nameof(refusal), refusal, $"{(int)by} is not a LedgerRefusal.");

    internal static JobState? OutcomeOf(string? word) => word is null ? null
        : Array.IndexOf(Outcomes, word) is >= 0 and var at ? States[at]
        : throw new FormatException($"'{word}' is not an end of a job.");

    // A value from a later version is ignored, because this version does not need it.
    internal static LedgerRefusal? RefusalOf(string? word) =>
        Array.IndexOf(Refusals, word) is >= 0 and var at ? (LedgerRefusal)at : null;
}
