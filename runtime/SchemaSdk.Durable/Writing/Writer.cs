namespace SchemaSdk.Durable.Writing;

/// <summary>Writes the changes of many callers in one commit. The database decides which of them are allowed.</summary>
internal sealed class Writer(SqlStore store, JobRows rows)
{
    // The largest number of jobs to look up at a time. It is small, because the jobs may have large inputs and results.
    private const int Portion = 32;

    /// <summary>Writes a group of changes and completes each call, except those that must run alone.</summary>
    internal Task TakeAsync(List<WriteCall> calls, Patience patience) => TakeAsync(
        calls,
        patience,
        async open =>
        {
            var made = await store.WriteAsync(open.ConvertAll(call => call.Statement), patience).ConfigureAwait(false);
            await TellAsync(open, made).ConfigureAwait(false);
        });

    /// <summary>Runs an action for a group and completes each call with a failure, except those that must run alone.</summary>
    internal async Task TakeAsync<TCall>(List<TCall> calls, Patience patience, Func<List<TCall>, Task> take)
        where TCall : WriteCall
    {
        try
        {
            await take(calls).ConfigureAwait(false);
        }
        catch (Exception exception) when (calls.Count > 1 && store.MayBeOfOne(exception))
        {
            // One of the changes was rejected or cannot be written, so each call is retried alone.
        }
        catch (Exception exception) when (!patience.IsLast && store.IsOfLock(exception))
        {
            // One of the calls waits for another transaction, so each call is retried alone.
        }
        catch (Exception exception)
        {
            // Every call must complete, whatever failed.
            foreach (var call in calls)
            {
                call.Failed(call is RecordCall recording && store.IsOfSameRequest(exception)
                    ? Refusals.SameRequest(recording.Entry, store.Words, exception)
                    : exception);
            }
        }
    }

    /// <summary>Completes each call with what its statement returned.</summary>
    internal async Task TellAsync<TCall>(List<TCall> calls, long?[] made)
        where TCall : WriteCall
    {
        // Completes committed calls first, because the lookup for the others may fail.
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
