namespace SchemaSdk;

/// <summary>A step of a job, which its next line in a <see cref="JobLedger"/> records: <see cref="LedgerEntry.Next"/>.</summary>
public sealed class LedgerFact
{
    private LedgerFact(LedgerState state, Func<LedgerEntry, LedgerEntry> of) => (State, Of) = (state, of);

    /// <summary>The state of the job from then on.</summary>
    public LedgerState State { get; }

    /// <summary>The service did not take it for now, and nothing runs: it is to be submitted again.</summary>
    public static LedgerFact Postponed { get; } = new(LedgerState.Intended, static line => line);

    /// <summary>It is left to a worker, which submits it.</summary>
    /// <param name="input">Its input, as the ledger keeps it; empty: the one that it has.</param>
    public static LedgerFact Queued(ReadOnlyMemory<byte> input = default) =>
        new(LedgerState.Intended, line => line with { IsQueued = true, Input = input });

    /// <summary>Its input is about to be sent.</summary>
    /// <param name="attemptId">The id of this attempt.</param>
    /// <param name="budgetUsd">The limit of the client that sends it, in US dollars; null: none.</param>
    public static LedgerFact Sending(Guid attemptId, decimal? budgetUsd = null) => new(LedgerState.Sending, line => line with
    {
        Attempt = new() { Number = line.Attempts + 1, SentAt = line.ChangedAt, Id = attemptId, BudgetUsd = budgetUsd },
    });

    /// <summary>The service accepted it.</summary>
    /// <param name="requestId">The id that the service gave it.</param>
    /// <param name="settledBy">The person or program that says so of a job that was unknown or refused; null: it was being sent.</param>
    public static LedgerFact Accepted(string requestId, string? settledBy = null) =>
        new(LedgerState.Accepted, line => line with { RequestId = requestId, Settled = Settled(line, settledBy) });

    /// <summary>It was refused, or not sent: nothing runs.</summary>
    /// <param name="refused">The part that refused it, and why; null: another call takes it up at once.</param>
    /// <param name="settledBy">The person or program that says so of a job that was unknown; null: it was not.</param>
    public static LedgerFact Refused(LedgerRefused? refused, string? settledBy = null) => new(LedgerState.Refused, line => line with
    {
        Refused = refused,
        RequestId = settledBy is null ? line.RequestId : null,
        Settled = Settled(line, settledBy),
    });

    /// <summary>It was sent, and may run or not.</summary>
    /// <param name="requestId">An id that the service may have given it; null: none is known.</param>
    public static LedgerFact Unknown(string? requestId = null) => new(LedgerState.Unknown, line => line with { RequestId = requestId });

    /// <summary>It has ended at the service.</summary>
    /// <param name="outcome">The way it ended.</param>
    /// <param name="costUsd">Its cost in US dollars; null: the service reported none.</param>
    /// <param name="result">The answer with its result, as the ledger keeps it; empty: it is not kept.</param>
    public static LedgerFact Ended(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result) =>
        new(LedgerState.Ended, line => line with { End = new() { Outcome = outcome, CostUsd = costUsd }, Result = result });

    /// <summary>Files of its result were downloaded or given up.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="error">The reason why files are missing; null: none is.</param>
    public static LedgerFact Saved(IReadOnlyList<string> files, string? error) =>
        new(LedgerState.Ended, line => line.End is { } end ? line with { End = end with { Files = files, FilesError = error } } : line);

    /// <summary>Its result was given out.</summary>
    /// <param name="files">The paths of its files; null: those that it has.</param>
    /// <param name="error">The reason why files are missing; null: the one that it has.</param>
    public static LedgerFact Delivered(IReadOnlyList<string>? files = null, string? error = null) => new(LedgerState.Delivered, line =>
        line.End is { } end ? line with { End = end with { Files = files ?? end.Files, FilesError = error ?? end.FilesError } } : line);

    /// <summary>Completes the line of the step, which has its state, number and time.</summary>
    internal Func<LedgerEntry, LedgerEntry> Of { get; }

    private static LedgerSettled? Settled(LedgerEntry line, string? by) =>
        by is null ? line.Settled : new() { By = by, At = line.ChangedAt };
}
