namespace SchemaSdk.Ledgers.Storage;

/// <summary>The words for states, ends and refusals in the lines of a file.</summary>
internal static class LedgerWords
{
    internal static string Of(LedgerState state) => state switch
    {
        LedgerState.Intended => "intended",
        LedgerState.Sending => "sending",
        LedgerState.Accepted => "accepted",
        LedgerState.Refused => "refused",
        LedgerState.Unknown => "unknown",
        LedgerState.Ended => "ended",
        LedgerState.Delivered => "delivered",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, $"{(int)state} is not a state of a ledger."),
    };

    internal static LedgerState? StateOf(string? name) => name switch
    {
        "intended" => LedgerState.Intended,
        "sending" => LedgerState.Sending,
        "accepted" => LedgerState.Accepted,
        "refused" => LedgerState.Refused,
        "unknown" => LedgerState.Unknown,
        "ended" => LedgerState.Ended,
        "delivered" => LedgerState.Delivered,
        _ => null,
    };

    internal static string Of(JobState outcome) => outcome switch
    {
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        JobState.Canceled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, $"A job does not end as {outcome}."),
    };

    internal static JobState? OutcomeOf(string? name) => name switch
    {
        null => null,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "canceled" => JobState.Canceled,
        _ => throw new FormatException($"'{name}' is not an end of a job."),
    };

    internal static string Of(LedgerRefusal refusal) => refusal switch
    {
        LedgerRefusal.Service => "service",
        LedgerRefusal.Input => "input",
        LedgerRefusal.Budget => "budget",
        LedgerRefusal.NotSent => "notSent",
        LedgerRefusal.Person => "person",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, $"{(int)refusal} is not a LedgerRefusal."),
    };

    // A word of a later version tells nothing that this one needs.
    internal static LedgerRefusal? RefusalOf(string? name) => name switch
    {
        "service" => LedgerRefusal.Service,
        "input" => LedgerRefusal.Input,
        "budget" => LedgerRefusal.Budget,
        "notSent" => LedgerRefusal.NotSent,
        "person" => LedgerRefusal.Person,
        _ => null,
    };
}
