using System.Collections.Concurrent;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <content>The jobs that this process does not run any more, and has not given back yet.</content>
internal sealed partial class JobRuns
{
    // All ended jobs are listed for it.
    private static readonly TimeSpan TimeBetweenLooks = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _done = new();
    private readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);
    private DateTimeOffset _sought = ledger.Options.TimeProvider.GetUtcNow();

    /// <summary>Gives the jobs back that this process has done with, so that others may take them up.</summary>
    /// <exception cref="ModelLedgerException">The ledger cannot be written. They are given back later.</exception>
    internal async ValueTask ReleaseDoneAsync(CancellationToken stop)
    {
        if (ledger.Owner is not null && !_kept.IsEmpty && _time.GetUtcNow() - _sought >= TimeBetweenLooks)
        {
            _sought = _time.GetUtcNow();
            await SeekGivenAsync(stop).ConfigureAwait(false);
        }

        if (!_done.IsEmpty)
        {
            var done = TakeDone();
            var isReleased = false;
            try
            {
                await ledger.ReleaseAsync(done, stop).ConfigureAwait(false);
                isReleased = true;
            }
            finally
            {
                if (!isReleased)
                {
                    done.ForEach(_done.Enqueue);
                }
            }
        }
    }

    /// <summary>The result of an ended job that was left to whoever asks for it was given out.</summary>
    internal void Given(string key)
    {
        if (_kept.TryRemove(key, out _))
        {
            _done.Enqueue(key);
        }
    }

    /// <summary>The keys that this process has not given back yet, of those that it does not run.</summary>
    internal List<string> Kept() => [.. TakeDone(), .. _kept.Keys];

    // Another process may have given a result out, and tells nobody here.
    private async Task SeekGivenAsync(CancellationToken stop)
    {
        var given = new HashSet<string>(_kept.Keys, StringComparer.Ordinal);
        await foreach (var entry in ledger.ListInStateAsync(LedgerState.Ended, stop).ConfigureAwait(false))
        {
            given.Remove(entry.Key);
        }

        foreach (var key in given)
        {
            Given(key);
        }
    }

    private List<string> TakeDone()
    {
        var done = new List<string>();
        while (_done.TryDequeue(out var key))
        {
            done.Add(key);
        }

        return done;
    }
}
