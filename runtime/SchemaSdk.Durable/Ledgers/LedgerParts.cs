namespace SchemaSdk;

/// <summary>The last attempt to send a job: <see cref="LedgerEntry.Attempt"/>.</summary>
public sealed record LedgerAttempt
{
    /// <summary>The number of times that its input was sent, each after a refusal or without a byte having left; 1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The time at which it was last recorded as being sent, in UTC, just before that.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The id by which a call knows its own attempt while the process runs; null unless the job is being sent.</summary>
    public Guid? Id { get; init; }

    /// <summary>The limit of the client in US dollars, in no line but the one that it is sent; null if it has none.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Returns it as lines after the attempt have it, without what only the line of the attempt has.</summary>
    internal LedgerAttempt Over() => this is { Id: null, BudgetUsd: null } ? this : this with { Id = null, BudgetUsd = null };
}

/// <summary>The process that works on a job: <see cref="LedgerEntry.Lease"/>. The ledger sets it.</summary>
public sealed record LedgerLease
{
    /// <summary>The lease of a job that no process has taken up.</summary>
    internal static LedgerLease None { get; } = new();

    /// <summary>The <see cref="JobLedger.Owner"/> that works on it; null if none does, or if its lease has ended.</summary>
    public string? Owner { get; init; }

    /// <summary>The time in UTC until which the job is left to <see cref="Owner"/>; null if it has none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The number of times that a process has taken the job up. A line with an older number is refused.</summary>
    public long Epoch { get; init; }
}

/// <summary>The end of a job: <see cref="LedgerEntry.End"/>.</summary>
public sealed record LedgerEnd
{
    /// <summary>The way it ended: succeeded, failed or canceled.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>Its cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The paths of the files of its result that were downloaded for it; empty if it has none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// The reason why <see cref="Files"/> lacks files that were given up, in words; null if it has all, or they are still tried. With
    /// <see cref="JobLedgerOptions.Cipher"/>, it only counts them.
    /// </summary>
    public string? FilesError { get; init; }
}

/// <summary>The settlement of a job that was unknown or refused: <see cref="LedgerEntry.Settled"/>.</summary>
public sealed record LedgerSettled
{
    /// <summary>The person or program that said what became of it.</summary>
    public required string By { get; init; }

    /// <summary>The time at which <see cref="By"/> said it, in UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The refusal of a job: <see cref="LedgerEntry.Refused"/>.</summary>
public sealed record LedgerRefused
{
    /// <summary>The part that refused it.</summary>
    public required LedgerRefusal By { get; init; }

    /// <summary>The reason, cut to 300 characters; null with <see cref="JobLedgerOptions.Cipher"/>: it may repeat the input.</summary>
    public string? Reason { get; init; }
}

/// <summary>The parts that refuse a job of a <see cref="JobLedger"/>: <see cref="LedgerRefused.By"/>.</summary>
public enum LedgerRefusal
{
    /// <summary>The service.</summary>
    Service,

    /// <summary>The check of its input: it does not fit, or has a file that cannot be sent.</summary>
    Input,

    /// <summary>A budget, or a limit of its price.</summary>
    Budget,

    /// <summary>None: it was not sent, for another reason, such as an outage, a missing token or a caller who left.</summary>
    NotSent,

    /// <summary>A person, who said that the service does not have it: <see cref="JobLedger.SettleAsync"/>.</summary>
    Person,
}
