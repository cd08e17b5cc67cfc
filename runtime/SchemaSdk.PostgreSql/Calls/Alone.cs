namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Takes the calls of a group one by one that could not go together.</summary>
internal static class Alone
{
    // Few at a time: each of them may wait long, and each has a connection.
    private const int AtOnce = 4;

    internal static async Task EachAsync<TCall>(List<TCall> calls, Func<List<TCall>, Task> take)
    {
        var next = -1;
        var lanes = new Task[Math.Min(AtOnce, calls.Count)];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = LaneAsync();
        }

        await Task.WhenAll(lanes).ConfigureAwait(false);

        async Task LaneAsync()
        {
            for (var at = Interlocked.Increment(ref next); at < calls.Count; at = Interlocked.Increment(ref next))
            {
                await take([calls[at]]).ConfigureAwait(false);
            }
        }
    }
}
