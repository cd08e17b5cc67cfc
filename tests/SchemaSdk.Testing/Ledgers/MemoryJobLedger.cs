using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaSdk.Testing;

/// <summary>One process's ledger. Several processes share a store in memory.</summary>
public sealed class MemoryJobLedger(MemoryStore store, JobLedgerOptions? options = null, string? owner = null)
    : JobLedger(options ?? new JobLedgerOptions()), IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private volatile Task? _seen;
    private volatile bool _isDisposed;

    public override string Owner { get; } = store.Live(owner ?? Guid.NewGuid().ToString("n"));

    public override bool IsDisposed => _isDisposed;

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        Run(() => Leased(store.Find(key)), cancellationToken);

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        Check(intent, isFirst: true);
        return Run(() => Leased(store.Begin(intent)), cancellationToken);
    }

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        Check(entry, isFirst: false);
        var recording = Run(() => store.Record(entry, Owner), cancellationToken);
        return recording.IsCompletedSuccessfully ? default : new(recording.AsTask());
    }

    public override async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var entry in await Run(store.All, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Leased(entry)!;
        }
    }

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Run<IReadOnlyList<LedgerEntry>>(
            () => store.Claim(work, count, except, Owner).ConvertAll(entry => Leased(entry)!), cancellationToken);
    }

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        store.Release(Owner, keys);
        return default;
    }

    public override async Task WaitForWorkAsync(CancellationToken cancellationToken = default)
    {
        var news = store.News;
        if (news == _seen)
        {
            await Task.WhenAny(news, base.WaitForWorkAsync(cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        _seen = store.News;
    }

    public override async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default) =>
        await base.SummarizeAsync(cancellationToken) with { LeasesLost = store.LostBy(Owner) };

    public void Dispose()
    {
        _isDisposed = true;
        store.Release(Owner);
        store.End(Owner);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private ValueTask<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return _isDisposed
                ? throw new ModelLedgerException("The ledger in memory was disposed.", new ObjectDisposedException(nameof(MemoryJobLedger)))
                : new(call());
        }
        catch (Exception exception)
        {
            // Every exception becomes the result of the call.
            return ValueTask.FromException<T>(exception);
        }
    }

    private LedgerEntry? Leased(LedgerEntry? entry) =>
        entry?.Lease.Owner is null ? entry
            : entry with { Lease = entry.Lease with { Until = Options.TimeProvider.GetUtcNow() + LeaseTime } };

    private static void Check(LedgerEntry entry, bool isFirst)
    {
        var isKey = entry.Key.Length is > 0 and <= 200
            && entry.Key.EnumerateRunes().All(static rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
        if (!isKey || entry.Version == 1 != isFirst || (isFirst && entry.State != LedgerState.Intended))
        {
            throw new ArgumentException($"Version {entry.Version} of the entry '{entry.Key}' is invalid.", nameof(entry));
        }
    }
}
