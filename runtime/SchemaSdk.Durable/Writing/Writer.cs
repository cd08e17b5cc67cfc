namespace SchemaSdk.Durable.Writing;

/// <summary>Writes the changes of many callers in one commit. The database decides which changes are allowed.</summary>
internal sealed class Writer(SqlStore store, JobRows rows)
{
    private const int Portion = 32;   // how many jobs to look up at a time; few, because they may have large inputs and results

    /// <summary>Writes a group of changes, and completes each call, except a call that must be retried alone.</summary>
    internal Task TakeAsync(List<WriteCall> calls, Patience patience) => TakeAsync(calls, patience, async open =>
    {
        var made = await store.WriteAsync(open.ConvertAll(call => call.Statement), patience).ConfigureAwait(false);
        await TellAsync(open, made).ConfigureAwait(false);
    });

    /// <summary>Runs an action for a group of calls. If it throws, either all calls fail, or each is retried alone.</summary>
    internal async Task TakeAsync<TCall>(List<TCall> calls, Patience patience, Func<List<TCall>, Task> take) where TCall : CrowdCall
    {
        try
        {
            await take(calls).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            (calls.Count > 1 && store.MayBeOfOne(exception)) || (!patience.IsLast && store.IsOfLock(exception)))
        {
            // Perhaps only one of the calls fails or waits for a lock. Leaves all of them open, so that each is retried alone.
        }
        catch (Exception exception)
        {
            // Catches everything, because a call that is never completed would keep its caller waiting.
            calls.ForEach(call => call.Failed(call is RecordCall recording && store.IsOfSameRequest(exception)
                ? Refusals.SameRequest(recording.Entry, store.Words, exception) : exception));
        }
    }

    /// <summary>Completes each call with the number that its statement returned or, if it changed no row, with the job's row.</summary>
    internal async Task TellAsync<TCall>(List<TCall> calls, long?[] made) where TCall : WriteCall
    {
        // Completes committed calls first, because the lookup for the others may fail.
        foreach (var (call, number) in calls.Zip(made).Where(static pair => pair.Second is not null))
        {
            call.Made(number!.Value);
        }

        // Reads inputs and results only for calls that begin a job.
        var others = calls.Where((_, at) => made[at] is null).GroupBy(static call => call is BeginCall);
        foreach (var portion in others.SelectMany(static alike => alike.Chunk(Portion)))
        {
            var keys = Array.ConvertAll(portion, static call => call.Key);
            var known = await rows.FindAsync(keys, isWhole: portion[0] is BeginCall, unread: null, CancellationToken.None)
                .ConfigureAwait(false);
            Array.ForEach(portion, call => call.NotMade(known.GetValueOrDefault(call.Key)));
        }
    }
}
