namespace SchemaSdk.MassTransit.Tests.Bench;

/// <summary>A ledger that can be away, and that keeps what it is given in a file all the same.</summary>
internal sealed class FleetingLedger(string path, JobLedgerOptions? options = null) : JobLedger(options ?? new()), IDisposable
{
    private readonly FileJobLedger _file = new(path, options ?? new());
    private bool _isMet;

    public bool IsAway { get; set; }

    /// <summary>True if its container is disposed of.</summary>
    public bool IsGone { get; set; }

    public override bool IsDisposed => IsGone;

    /// <summary>True if it neither answers nor looks at any token.</summary>
    public bool IsHung { get; set; }

    /// <summary>The failure that a person has to look at; null: none.</summary>
    public ModelLedgerException? Damage { get; set; }

    /// <summary>The failure of each lookup but the first one that meets the damage; null: the damage itself.</summary>
    public Exception? Blindness { get; set; }

    /// <summary>The number of lookups that found it away.</summary>
    public int Misses { get; private set; }

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        if (_isMet && Damage is not null && Blindness is { } blindness)
        {
            throw blindness;
        }

        // Of lookups alone, which a message begins with: the worker claims jobs beside it.
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

    public void Dispose() => _file.Dispose();

    private FileJobLedger Here()
    {
        if (IsAway)
        {
            throw new ModelLedgerException("The ledger is away.");
        }

        return Damage is { } damage ? throw damage : _file;
    }
}
