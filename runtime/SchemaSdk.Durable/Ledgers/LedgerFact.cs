namespace SchemaSdk;

/// <summary>A step of a job, to be recorded in the next entry of a <see cref="JobLedger"/>; see <see cref="LedgerEntry.Next"/>.</summary>
public sealed class LedgerFact
{
    private LedgerFact(LedgerState state, Func<LedgerEntry, LedgerEntry> of) => (State, Of) = (state, of);

    /// <summary>The state of the job after the step.</summary>
    public LedgerState State { get; }

    /// <summary>The service temporarily refused the job. The job is not running, and is to be submitted again.</summary>
    public static LedgerFact Postponed { get; } = new(LedgerState.Intended, static entry => entry);

    /// <summary>The job is enqueued for a worker.</summary>
    /// <param name="input">The input as the ledger keeps it; empty to leave it unchanged.</param>
    public static LedgerFact Queued(ReadOnlyMemory<byte> input = default) =>
        new(LedgerState.Intended, entry => entry with { IsQueued = true, Input = input });

    /// <summary>The job is about to be sent.</summary>
    /// <param name="attemptId">The id of this attempt.</param>
    /// <param name="budgetUsd">The limit of the client that sends the job, in US dollars; null for no limit.</param>
    /// <param name="hasOwnToken">True if the job is sent with <see cref="RunOptions.ApiToken"/>.</param>
    /// <param name="sentHash">See <see cref="LedgerAttempt.SentHash"/>.</param>
    public static LedgerFact Sending(Guid attemptId, decimal? budgetUsd = null, bool hasOwnToken = false, string? sentHash = null) => new(
        LedgerState.Sending,
        entry => entry with
        {
            Attempt = new()
            {
                Number = entry.Attempts + 1,
                SentAt = entry.ChangedAt,
                Id = attemptId,
                BudgetUsd = budgetUsd,
                HasOwnToken = hasOwnToken,
                SentHash = sentHash,
            },
        });

    /// <summary>The service accepted the job.</summary>
    /// <param name="requestId">The request id that the service gave the job.</param>
    /// <param name="links">The addresses of the job as the service gave them; null if it gave none.</param>
    /// <param name="settledBy">The person or program that settled an unknown or refused job; null if the job was being sent.</param>
    public static LedgerFact Accepted(string requestId, JobLinks? links = null, string? settledBy = null) => new(
        LedgerState.Accepted, entry => entry with { RequestId = requestId, Links = links, Settled = Settled(entry, settledBy) });

    /// <summary>The job was refused or not sent, so it is not running.</summary>
    /// <param name="refused">What refused the job, and why; null if the job is enqueued immediately afterwards.</param>
    /// <param name="settledBy">The person or program that settled an unknown job; null if the job was not unknown.</param>
    public static LedgerFact Refused(LedgerRefused? refused, string? settledBy = null) => new(LedgerState.Refused, entry => entry with
    {
        Refused = refused,
        RequestId = settledBy is null ? entry.RequestId : null,
        Links = null,
        Settled = Settled(entry, settledBy),
    });

    /// <summary>The job was sent, and it is not known whether it runs.</summary>
    /// <param name="requestId">A request id that the service may have given the job; null if none is known.</param>
    public static LedgerFact Unknown(string? requestId = null) =>
        new(LedgerState.Unknown, entry => entry with { RequestId = requestId, Links = null });

    /// <summary>The job has ended at the service.</summary>
    /// <param name="outcome">How the job ended.</param>
    /// <param name="costUsd">The cost in US dollars; null if the service reported none.</param>
    /// <param name="result">The answer with the result as the ledger keeps it; empty if it is not kept.</param>
    public static LedgerFact Ended(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result) =>
        new(LedgerState.Ended, entry => entry with { End = new() { Outcome = outcome, CostUsd = costUsd }, Result = result });

    /// <summary>The files of the result were downloaded, or the download was abandoned.</summary>
    /// <param name="files">The paths of the files.</param>
    /// <param name="error">Why files are missing; null if none are missing.</param>
    public static LedgerFact Saved(IReadOnlyList<string> files, string? error) =>
        new(LedgerState.Ended, entry => entry.End is { } end ? entry with { End = end with { Files = files, FilesError = error } } : entry);

    /// <summary>The result was delivered.</summary>
    /// <param name="files">The paths of the result's files; null to leave them unchanged.</param>
    /// <param name="error">Why files are missing; null to leave the reason unchanged.</param>
    public static LedgerFact Delivered(IReadOnlyList<string>? files = null, string? error = null) => new(LedgerState.Delivered, entry =>
        entry.End is { } end ? entry with { End = end with { Files = files ?? end.Files, FilesError = error ?? end.FilesError } } : entry);

    /// <summary>Adds the values of this step to an entry that already has the new state, version and time.</summary>
    internal Func<LedgerEntry, LedgerEntry> Of { get; }

    private static LedgerSettled? Settled(LedgerEntry entry, string? by) =>
        by is null ? entry.Settled : new() { By = by, At = entry.ChangedAt };
}
