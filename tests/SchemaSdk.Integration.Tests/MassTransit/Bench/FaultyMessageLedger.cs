namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

/// <summary>A ledger that can fail or hang. Its entries are in a store that outlives it.</summary>
internal sealed class FaultyMessageLedger(MemoryStore store, JobLedgerOptions? options = null) : JobLedger(options ?? new()), IDisposable
{
    private readonly MemoryJobLedger _inner = new(store, options);
    private bool _isMet;

    public bool IsAway { get; set; }

    /// <summary>True if the container of the ledger is disposed.</summary>
    public bool IsGone { get; set; }

    public override string Owner => _inner.Owner;

    public override bool IsDisposed => IsGone;

    /// <summary>True if lookups neither return nor observe cancellation.</summary>
    public bool IsHung { get; set; }

    /// <summary>The failure that every call except a release reports; null if calls succeed.</summary>
    public ModelLedgerException? Damage { get; set; }

    /// <summary>If set, the first lookup reports <see cref="Damage"/>, and all later lookups throw this exception.</summary>
    public Exception? Blindness { get; set; }

    public int Misses { get; private set; }

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        if (_isMet && Damage is not null && Blindness is { } blindness)
        {
            throw blindness;
        }

        // Only a lookup sets this field. A worker may claim jobs before the first lookup, but that lookup must still report Damage.
        _isMet = Damage is not null;
        Misses += IsAway || IsHung ? 1 : 0;
        return IsHung ? new(new TaskCompletionSource<LedgerEntry?>().Task) : Here().FindAsync(key, cancellationToken);
    }

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        Here().BeginAsync(intent, cancellationToken);

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        Here().RecordAsync(entry, cancellationToken);

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        Here().ListAsync(cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        Here().ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        _inner.ReleaseAsync(keys, cancellationToken);

    public void Dispose() => _inner.Dispose();

    private MemoryJobLedger Here()
    {
        if (IsAway)
        {
            throw new ModelLedgerException("The ledger is away.");
        }

        return Damage is { } damage ? throw damage : _inner;
    }
}
