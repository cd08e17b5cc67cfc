using static System.Diagnostics.Stopwatch;

namespace SchemaSdk.Durable.Calls;

/// <summary>
/// Groups database calls, so that a few connections and commits serve many callers. Calls that arrive while a group is running form the
/// next group.
/// </summary>
// lanes: the maximum number of groups that run at a time, each on its own connection. most: the maximum number of calls in a group.
// gathering: how long to wait, by the system clock, for more calls to join a group. longest: the maximum time a call waits for a locked
// row. take: runs a group, and completes each call, except calls that are to be retried alone. Never throws.
internal sealed class Crowd<TCall>(
    int lanes, int most, TimeSpan gathering, TimeSpan longest, TimeProvider time, Func<List<TCall>, Patience, Task> take)
    where TCall : CrowdCall
{
    private const int Enough = 32;   // a group of this size starts at once if the last group took longer to run than to gather
    private const long MostBytes = 8 << 20;
    private const int AloneAtOnce = 4;   // the limit on calls that run outside a group; low, because each call uses a connection

    private readonly object _gate = new();
    private readonly List<TCall> _waiting = [];
    private readonly HashSet<string> _underway = new(StringComparer.Ordinal);

    // New calls have their own limit, so that they do not queue behind calls that are already waiting for a locked row.
    private readonly SemaphoreSlim _newAlone = new(AloneAtOnce);
    private readonly SemaphoreSlim _lateAlone = new(AloneAtOnce);
    private TaskCompletionSource? _enough;
    private int _running;
    private int _wanted;   // a group of this size starts at once

    internal void Add(TCall call)
    {
        lock (_gate)
        {
            _waiting.Add(call);
            if (_waiting.Count >= _wanted)
            {
                _enough?.TrySetResult();
            }

            Begin();
        }
    }

    private void Begin()
    {
        if (_running < lanes && _waiting.Count > 0)
        {
            _running++;
            _ = Background.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        for (var begun = GetTimestamp(); await GatherAsync().ConfigureAwait(false) is { } group; begun = GetTimestamp())
        {
            var taken = GetTimestamp();
            await take(group, new Patience(Patience.Short, IsLast: false)).ConfigureAwait(false);
            var isBusy = GetElapsedTime(taken) > GetElapsedTime(begun, taken);
            lock (_gate)
            {
                // Expects the next group to have as many calls as this group plus those that arrived while this group was running.
                _wanted = Math.Min(group.Count + _waiting.Count, isBusy ? Enough : most);
            }

            foreach (var call in group)
            {
                if (call.Task.IsCompleted)
                {
                    Leave(call);
                }
                else
                {
                    _ = Task.Run(() => GoAloneAsync(call, isWaiting: group.Count == 1));
                }
            }
        }
    }

    // A call whose row stays locked frees its connection between attempts, so that other calls can use the connection.
    private async Task GoAloneAsync(TCall call, bool isWaiting)
    {
        for (var begun = time.GetTimestamp(); !call.Task.IsCompleted; isWaiting = true)
        {
            var places = isWaiting ? _lateAlone : _newAlone;
            await places.WaitAsync().ConfigureAwait(false);
            try
            {
                var patience = new Patience(isWaiting ? Patience.Long : Patience.Short, time.GetElapsedTime(begun) >= longest);
                await take([call], patience).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }

        Leave(call);
    }

    private void Leave(TCall call)
    {
        lock (_gate)
        {
            _underway.Remove(call.Key);
            Begin();
        }
    }

    // Yields first, so that more calls can join the group, for example the next calls of callers whose group has just finished. A single
    // call does not wait any longer. Several calls wait for more, because a commit for many calls costs little more than one for a few.
    private async ValueTask<List<TCall>?> GatherAsync()
    {
        await Task.Yield();
        await EnoughAsync().WaitAsync(gathering, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            var (group, bytes) = (new List<TCall>(), 0L);

            // Two calls for the same job must not run at the same time.
            _waiting.RemoveAll(call =>
            {
                var isTaken = group.Count < most && bytes < MostBytes && _underway.Add(call.Key);
                if (isTaken)
                {
                    group.Add(call);
                    bytes += call.Bytes;
                }

                return isTaken;
            });

            // If each waiting call has the key of a running call, the group is empty and the lane ends. Leave() later starts another lane.
            _running -= group.Count == 0 ? 1 : 0;
            return group.Count == 0 ? null : group;
        }
    }

    private Task EnoughAsync()
    {
        lock (_gate)
        {
            _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return gathering > TimeSpan.Zero && _waiting.Count > 1 && _waiting.Count < _wanted ? _enough.Task : Task.CompletedTask;
        }
    }
}
