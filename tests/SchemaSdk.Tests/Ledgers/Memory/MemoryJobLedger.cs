using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The ledger of one of several processes, which share a store in memory.</summary>
/// <param name="store">The store.</param>
/// <param name="options">The parts of a job that are kept; null: the defaults.</param>
/// <param name="owner">The name of the process; null: one of its own.</param>
internal sealed class MemoryJobLedger(MemoryStore store, JobLedgerOptions? options = null, string? owner = null)
    : JobLedger(options ?? new JobLedgerOptions()), IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    // The epochs of the jobs that it works on.
    private readonly ConcurrentDictionary<string, long> _held = new(StringComparer.Ordinal);
    private readonly object _first = new();
    private bool _hasBegun;
    private int _lost;
    private volatile Task? _seen;
    private volatile bool _isDisposed;

    public override string Owner { get; } = owner ?? Guid.NewGuid().ToString("n");

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
        var put = Run(() => Record(entry), cancellationToken);
        return put.IsCompletedSuccessfully ? default : new(put.AsTask());
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
        LedgerWork work, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Run<IReadOnlyList<LedgerEntry>>(
            () =>
            {
                var claimed = store.Claim(work, count, Owner);
                claimed.ForEach(entry => _held[entry.Key] = entry.Epoch);
                return claimed.ConvertAll(entry => Leased(entry)!);
            },
            cancellationToken);
    }

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            _held.TryRemove(key, out _);
        }

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
        await base.SummarizeAsync(cancellationToken) with { LeasesLost = _lost };

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

    // As that of a database, it says that it lives with its first call.
    private ValueTask<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            if (_isDisposed)
            {
                throw new ModelLedgerException("The ledger in memory was disposed.", new ObjectDisposedException(nameof(MemoryJobLedger)));
            }

            lock (_first)
            {
                if (!_hasBegun)
                {
                    _hasBegun = true;
                    store.Live(Owner);
                }
            }

            return new(call());
        }
        catch (Exception exception)
        {
            // All of them: they are the outcome of the call.
            return ValueTask.FromException<T>(exception);
        }
    }

    private bool Record(LedgerEntry entry)
    {
        try
        {
            var epoch = store.Record(entry, Owner);
            if (entry.State == LedgerState.Sending)
            {
                _held[entry.Key] = epoch;
            }
            else if (entry.State is LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered)
            {
                _held.TryRemove(entry.Key, out _);
            }

            return true;
        }
        catch (ModelLedgerException exception) when (exception.IsConflict)
        {
            if (_held.TryGetValue(entry.Key, out var held) && store.Find(entry.Key)?.Epoch != held
                && _held.TryRemove(KeyValuePair.Create(entry.Key, held)))
            {
                Interlocked.Increment(ref _lost);
            }

            throw;
        }
    }

    private LedgerEntry? Leased(LedgerEntry? entry) =>
        entry?.Owner is null ? entry : entry with { LeasedUntil = Options.TimeProvider.GetUtcNow() + LeaseTime };

    private static void Check(LedgerEntry entry, bool isFirst)
    {
        var isKey = entry.Key.Length is > 0 and <= 200
            && entry.Key.EnumerateRunes().All(static rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
        if (!isKey || entry.Version == 1 != isFirst || (isFirst && entry.State != LedgerState.Intended))
        {
            throw new ArgumentException($"The line {entry.Version} of the job '{entry.Key}' could not be read again.", nameof(entry));
        }
    }
}
