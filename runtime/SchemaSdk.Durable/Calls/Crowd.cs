using static System.Diagnostics.Stopwatch;

namespace SchemaSdk.Durable.Calls;

/// <summary>
/// Groups database calls, so that a few connections and commits serve many callers. Calls that arrive while a group is running form the
/// next group.
/// </summary>
// lanes: how many groups may run at a time. most: the maximum number of calls in a group. gathering: how long a group waits for more calls.
// longest: how long a call waits for a locked row. take: runs a group without throwing; calls that it does not complete are retried alone.
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
                // The callers of this group may call again soon, in addition to the calls that are already waiting.
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

    // Frees the connection between attempts, so that other calls can use it.
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

    // Yields first, so that more calls can join. Several calls then wait for more, because a larger commit costs little more.
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

            // An empty group ends the lane. If calls are waiting for a key in use, Leave() starts another lane later.
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
