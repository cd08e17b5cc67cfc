using System.Collections.Concurrent;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <content>The jobs that this process does not run any more, and has not given back yet.</content>
internal sealed partial class JobRuns
{
    private readonly ConcurrentQueue<string> _done = new();

    /// <summary>Gives the jobs back that this process has done with, so that others may take them up.</summary>
    /// <exception cref="ModelLedgerException">The ledger cannot be written. They are given back later.</exception>
    internal async ValueTask ReleaseDoneAsync(CancellationToken stop)
    {
        var due = unfit.TakeDue();
        if (due.Count > 0 || !_done.IsEmpty)
        {
            List<string> done = [.. due, .. TakeDone()];
            var isReleased = false;
            try
            {
                await ledger.ReleaseAsync(done, stop).ConfigureAwait(false);
                isReleased = true;
                if (due.Count > 0)
                {
                    unfit.LeaveToOthers(stop);
                }
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

    /// <summary>Takes out the keys that this process has not given back yet, of those that it does not run.</summary>
    internal List<string> TakeLeft() => [.. unfit.TakeAll(), .. TakeDone()];

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
