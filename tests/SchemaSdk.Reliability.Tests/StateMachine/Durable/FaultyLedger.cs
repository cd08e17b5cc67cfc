namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A ledger with one fault. Calls that the fault does not affect go to a real ledger.</summary>
internal sealed class FaultyLedger(JobLedger ledger, LedgerFault fault) : JobLedger(ledger.Options)
{
    private readonly Dictionary<string, LedgerEntry> _late = new(StringComparer.Ordinal);

    public override string Owner => ledger.Owner;

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        ledger.FindAsync(key, cancellationToken);

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        var known = await ledger.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
        if (known is { State: LedgerState.Unknown } && fault == LedgerFault.UnknownSentAgain)
        {
            return await ledger.SettleAsync(known.Key, null, "nobody", cancellationToken).ConfigureAwait(false);
        }

        if (known is { State: LedgerState.Delivered } && fault == LedgerFault.DeliveredRefused)
        {
            throw new ModelLedgerException($"The job {known.Key} was delivered.");
        }

        return fault == LedgerFault.OtherInputAccepted && known is not null ? known with { InputHash = intent.InputHash } : known;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        if (fault == LedgerFault.EndedLost && entry.State is LedgerState.Ended or LedgerState.Delivered)
        {
            return;
        }

        if ((fault == LedgerFault.AcceptedToldBefore && entry.State == LedgerState.Accepted)
            || (fault == LedgerFault.SendingNotDurable && entry.State == LedgerState.Sending))
        {
            _late[entry.Key] = entry;
            return;
        }

        if (_late.Remove(entry.Key, out var late))
        {
            await ledger.RecordAsync(late, cancellationToken).ConfigureAwait(false);
        }

        await ledger.RecordAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ledger.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);
}
