namespace SchemaSdk.Durable.Calls;

/// <summary>
/// Takes the calls of many at once to the database together: those that come while others are there wait, and go together. So that a few
/// connections and commits serve them all.
/// </summary>
/// <param name="lanes">The largest number of groups at a time, each of which has one connection.</param>
/// <param name="most">The largest number of calls in a group.</param>
/// <param name="gathering">The time for which calls of several callers wait for more of them, by the clock of the system.</param>
/// <param name="longest">The time after which a call that waits for a locked row waits no more.</param>
/// <param name="time">The clock of that time.</param>
/// <param name="take">
/// Does what a group asks for, and throws nothing. It tells each of them what became of it, or leaves it untold, so that it goes alone
/// while the lane takes the next group.
/// </param>
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
    private readonly LinkedList<TCall> _waiting = new();
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
            _waiting.AddLast(call);
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
            var group = new List<TCall>();
            var bytes = 0L;
            for (var node = _waiting.First; node is not null && group.Count < most && bytes < MostBytes;)
            {
                var (call, next) = (node.Value, node.Next);

                // Two calls about one job go one after the other.
                if (_underway.Add(call.Key))
                {
                    group.Add(call);
                    bytes += call.Bytes;
                    _waiting.Remove(node);
                }

                node = next;
            }

            if (group.Count > 0)
            {
                return group;
            }

            // What waits still is about jobs of the other lanes, which take it when they are done, or of calls that go alone.
            _running--;
            return null;
        }
    }
}
