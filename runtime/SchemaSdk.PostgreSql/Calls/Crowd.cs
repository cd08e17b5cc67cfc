namespace SchemaSdk.PostgreSql.Calls;

/// <summary>
/// Takes the calls of many at once to the database together: those that come while others are there wait, and go together. So that a few
/// connections and commits serve them all.
/// </summary>
/// <param name="lanes">The largest number of groups at a time, each of which has one connection.</param>
/// <param name="most">The largest number of calls in a group.</param>
/// <param name="take">Does what a group asks for. It tells each of them what became of it, and throws nothing.</param>
internal sealed class Crowd<TCall>(int lanes, int most, Func<List<TCall>, Task> take)
    where TCall : class, ICrowdCall
{
    // So many share a commit well enough: more of them would keep the database waiting.
    private const int Enough = 32;

    private const long MostBytes = 8 << 20;

    private readonly object _gate = new();
    private readonly LinkedList<TCall> _waiting = new();
    private readonly HashSet<string> _underway = new(StringComparer.Ordinal);
    private int _running;
    private TaskCompletionSource? _idle;

    /// <summary>Lets a call in.</summary>
    internal void Add(TCall call)
    {
        lock (_gate)
        {
            _waiting.AddLast(call);
            if (_running < lanes)
            {
                _running++;
                _ = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Completes when nobody waits.</summary>
    internal Task IdleAsync()
    {
        lock (_gate)
        {
            return _running == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async Task RunAsync()
    {
        while (await GatherAsync().ConfigureAwait(false) is { } group)
        {
            await take(group).ConfigureAwait(false);
            lock (_gate)
            {
                group.ForEach(call => _underway.Remove(call.Key));
            }
        }
    }

    // Where few wait, what is ready to run goes first, once: callers of the same moment, as those of a group that is done, go along.
    private async ValueTask<List<TCall>?> GatherAsync()
    {
        if (Waiting() < Enough)
        {
            await Task.Yield();
        }

        return Next();
    }

    private int Waiting()
    {
        lock (_gate)
        {
            return _waiting.Count;
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
                var next = node.Next;

                // Two calls about one job go one after the other.
                if (_underway.Add(node.Value.Key))
                {
                    group.Add(node.Value);
                    bytes += node.Value.Bytes;
                    _waiting.Remove(node);
                }

                node = next;
            }

            if (group.Count > 0)
            {
                return group;
            }

            // What waits still is about jobs of the other lanes, which take it when they are done.
            _running--;
            if (_running == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }

            return null;
        }
    }
}
