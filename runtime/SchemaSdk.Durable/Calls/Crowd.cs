namespace SchemaSdk.Durable.Calls;

/// <summary>
/// Takes the calls of many to the database together, so that a few connections and commits serve them all: those that come while others
/// are there wait, and go together.
/// </summary>
/// <param name="lanes">The largest number of groups at a time, each of which has one connection.</param>
/// <param name="most">The largest number of calls in a group.</param>
/// <param name="gathering">The time for which calls of several callers wait for more of them, by the clock of the system.</param>
/// <param name="longest">The time after which a call that waits for a locked row waits no more.</param>
/// <param name="time">The clock of that time.</param>
/// <param name="take">Tells each call of a group what became of it, or leaves it untold, so that it goes alone. Throws nothing.</param>
internal sealed class Crowd<TCall>(
    int lanes, int most, TimeSpan gathering, TimeSpan longest, TimeProvider time, Func<List<TCall>, Patience, Task> take)
    where TCall : class, ICrowdCall
{
    // So many share a commit well enough: more of them would keep the database waiting.
    private const int Enough = 32;

    private const long MostBytes = 8 << 20;

    // Few at a time, since each has a connection.
    private const int AloneAtOnce = 4;

    private readonly object _gate = new();
    private readonly List<TCall> _waiting = [];
    private readonly HashSet<string> _underway = new(StringComparer.Ordinal);

    // Most of those that go alone only went along with one that waits for a row. They do not queue behind those that do.
    private readonly SemaphoreSlim _newAlone = new(AloneAtOnce);
    private readonly SemaphoreSlim _lateAlone = new(AloneAtOnce);
    private TaskCompletionSource? _enough;
    private int _running;

    /// <summary>Lets a call in.</summary>
    internal void Add(TCall call)
    {
        lock (_gate)
        {
            _waiting.Add(call);
            if (_waiting.Count >= Enough)
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
        while (await GatherAsync().ConfigureAwait(false) is { } group)
        {
            await take(group, new Patience(Patience.Short, IsLast: false)).ConfigureAwait(false);
            foreach (var call in group)
            {
                if (call.IsTold)
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

    // One that waits for a row in vain leaves its place and its connection to the next one, and comes back: however many wait, none of
    // them stops another whose row is free.
    private async Task GoAloneAsync(TCall call, bool isWaiting)
    {
        for (var begun = time.GetTimestamp(); !call.IsTold; isWaiting = true)
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

    // What is ready to run goes first, once: callers of the same moment, as those of a group that is done, go along.
    // A commit costs nearly as much for one call as for many. So where several wait, they wait for more; one who is alone does not.
    private async ValueTask<List<TCall>?> GatherAsync()
    {
        await Task.Yield();
        if (gathering > TimeSpan.Zero)
        {
            await EnoughAsync().WaitAsync(gathering, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Next();
    }

    private Task EnoughAsync()
    {
        lock (_gate)
        {
            _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Count is > 1 and < Enough ? _enough.Task : Task.CompletedTask;
        }
    }

    private List<TCall>? Next()
    {
        lock (_gate)
        {
            var (group, bytes) = (new List<TCall>(), 0L);

            // Two calls about one job go one after the other.
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

            // What waits still when a lane ends is about jobs of calls that are under way: they begin a lane when they are told.
            _running -= group.Count == 0 ? 1 : 0;
            return group.Count == 0 ? null : group;
        }
    }
}
