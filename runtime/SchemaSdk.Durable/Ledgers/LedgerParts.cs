namespace SchemaSdk;

/// <summary>The last attempt to send a job: <see cref="LedgerEntry.Attempt"/>.</summary>
public sealed record LedgerAttempt
{
    /// <summary>The number of the attempt, 1 for the first. Each earlier attempt was refused or sent nothing.</summary>
    public required int Number { get; init; }

    /// <summary>The time at which the attempt was recorded, in UTC, just before it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The id by which a call recognizes its own attempt; null unless the job is being sent.</summary>
    public Guid? Id { get; init; }

    /// <summary>The client's limit in US dollars; null for no limit, or if the job is not being sent.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>True if the attempt was sent with <see cref="RunOptions.ApiToken"/>, perhaps to another account. Default: false.</summary>
    public bool HasOwnToken { get; init; }

    /// <summary>
    /// The hash of the input as it was sent, with the addresses of stored files in place of their content. Null if the sent input contained
    /// a file's content. Also null if <see cref="LedgerEntry.InputHash"/> is the hash of the sent input.
    /// </summary>
    public string? SentHash { get; init; }

    /// <summary>Returns the attempt as later entries record it: without the values that apply only while the job is being sent.</summary>
    internal LedgerAttempt Over() => this is { Id: null, BudgetUsd: null } ? this : this with { Id = null, BudgetUsd = null };
}

/// <summary>The process that is working on a job: <see cref="LedgerEntry.Lease"/>. The ledger sets it.</summary>
public sealed record LedgerLease
{
    /// <summary>The lease of a job that was never claimed.</summary>
    internal static LedgerLease None { get; } = new();

    /// <summary>The <see cref="JobLedger.Owner"/> that is working on the job; null if none is, or if its lease has expired.</summary>
    public string? Owner { get; init; }

    /// <summary>The time in UTC at which the lease of <see cref="Owner"/> expires; null if <see cref="Owner"/> is null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The number of times that the job was claimed. An entry with a lower number is rejected.</summary>
    public long Epoch { get; init; }
}

/// <summary>The end of a job: <see cref="LedgerEntry.End"/>.</summary>
public sealed record LedgerEnd
{
    /// <summary>How the job ended: succeeded, failed or cancelled.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>The cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The paths of the downloaded files of the result; empty if no file was downloaded.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// Why files are permanently missing from <see cref="Files"/>, or why downloaded files may not survive a power loss. Null otherwise,
    /// for example while downloads are retried. With <see cref="JobLedgerOptions.Cipher"/>, the message says only how many files are
    /// missing, if any.
    /// </summary>
    public string? FilesError { get; init; }
}

/// <summary>The settlement of a job that was unknown or refused: <see cref="LedgerEntry.Settled"/>.</summary>
public sealed record LedgerSettled
{
    /// <summary>The person or program that settled the job.</summary>
    public required string By { get; init; }

    /// <summary>The time at which the job was settled, in UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The refusal of a job: <see cref="LedgerEntry.Refused"/>.</summary>
public sealed record LedgerRefused
{
    /// <summary>What refused the job.</summary>
    public required LedgerRefusal By { get; init; }

    /// <summary>The reason, up to 300 characters; null with <see cref="JobLedgerOptions.Cipher"/>, as it may quote the input.</summary>
    public string? Reason { get; init; }
}

/// <summary>The possible sources of a refusal: <see cref="LedgerRefused.By"/>.</summary>
public enum LedgerRefusal
{
    /// <summary>The service.</summary>
    Service,

    /// <summary>The check of the input, because the input does not fit the schema or contains a file that cannot be sent.</summary>
    Input,

    /// <summary>A budget or a price limit.</summary>
    Budget,

    /// <summary>Anything else that prevented the submit, such as an outage, a missing token or a caller that stopped waiting.</summary>
    NotSent,

    /// <summary>A person, by settling the job as not accepted (<see cref="JobLedger.SettleAsync"/>).</summary>
    Person,
}
