namespace SchemaSdk;

/// <summary>The last attempt to send a job: <see cref="LedgerEntry.Attempt"/>.</summary>
public sealed record LedgerAttempt
{
    /// <summary>The number of times that its input was sent, each after a refusal or without a byte having left; 1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The time at which it was last recorded as being sent, in UTC, just before that.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// The id by which the call that sends it knows the attempt; null unless the job is <see cref="LedgerState.Sending"/>. A ledger gives
    /// it back for as long as the process runs: without it, a call takes no attempt that it finds there for its own.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// The limit of the client that sends it, <see cref="ModelClientOptions.BudgetUsd"/>, for all jobs of its service in the ledger, in US
    /// dollars; null if it has none. Only a line of state <see cref="LedgerState.Sending"/> has it, for a ledger that
    /// <see cref="JobLedger.KeepsBudgets"/>; it is not kept.
    /// </summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Returns it as lines after the attempt have it, without what only the line of the attempt has.</summary>
    internal LedgerAttempt Over() => this is { Id: null, BudgetUsd: null } ? this : this with { Id = null, BudgetUsd = null };
}
