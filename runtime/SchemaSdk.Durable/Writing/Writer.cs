namespace SchemaSdk.Durable.Writing;

/// <summary>Makes the changes of many callers with one commit. The database decides which of them may be.</summary>
internal sealed class Writer(SqlStore store, JobRows rows)
{
    // Jobs are looked up with their inputs and results, which may be large.
    private const int Portion = 32;

    /// <summary>Makes those of a group, and tells each what became of it, except those that have to go alone.</summary>
    internal Task TakeAsync(List<WriteCall> calls, Patience patience) => TakeAsync(
        calls,
        patience,
        async open =>
        {
            var made = await store.WriteAsync(open.ConvertAll(call => call.Statement), patience).ConfigureAwait(false);
            await TellAsync(open, made).ConfigureAwait(false);
        });

    /// <summary>Runs something for a group, and tells each of a failure, except those that have to go alone.</summary>
    internal async Task TakeAsync<TCall>(List<TCall> calls, Patience patience, Func<List<TCall>, Task> take)
        where TCall : WriteCall
    {
        try
        {
            await take(calls).ConfigureAwait(false);
        }
        catch (Exception exception) when (calls.Count > 1 && store.MayBeOfOne(exception))
        {
            // One of them was refused or cannot be written. The others are taken without it.
        }
        catch (Exception exception) when (!patience.IsLast && store.IsOfLock(exception))
        {
            // One of them waits for another transaction. It is taken again.
        }
        catch (Exception exception)
        {
            // Whatever it was, each of them ends.
            foreach (var call in calls)
            {
                call.Failed(call is RecordCall line && store.IsOfSameRequest(exception)
                    ? Refusals.SameRequest(line.Entry, store.Words, exception)
                    : exception);
            }
        }
    }

    /// <summary>Tells each call what became of it, which is what its statement returned.</summary>
    internal async Task TellAsync<TCall>(List<TCall> calls, long?[] made)
        where TCall : WriteCall
    {
        // Their lines are committed, even if the others can no longer be looked up.
        for (var at = 0; at < calls.Count; at++)
        {
            if (made[at] is { } number)
            {
                calls[at].Made(number);
            }
        }

        var others = calls.Where((_, at) => made[at] is null).GroupBy(static call => call.WantsWhole);
        foreach (var portion in others.SelectMany(static alike => alike.Chunk(Portion)))
        {
            var known = await rows.FindAsync(
                Array.ConvertAll(portion, call => call.Key), portion[0].WantsWhole, unread: null, CancellationToken.None)
                .ConfigureAwait(false);
            foreach (var call in portion)
            {
                call.NotMade(known.GetValueOrDefault(call.Key));
            }
        }
    }
}
