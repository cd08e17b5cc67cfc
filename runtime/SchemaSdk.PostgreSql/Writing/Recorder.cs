using Npgsql;
using SchemaSdk.PostgreSql.Budgets;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Leases;
using SchemaSdk.PostgreSql.Reading;
using SchemaSdk.PostgreSql.Schema;

namespace SchemaSdk.PostgreSql.Writing;

/// <summary>Puts the later lines of jobs down, many with one commit. The database decides which of them may be.</summary>
internal sealed class Recorder(Database database, JobRows rows, LeaseKeeper leases, LineUpdate update, BudgetGate? budgets)
{
    /// <summary>Puts a group down, and tells each what became of it, but for those that have to go alone.</summary>
    internal Task TakeAsync(List<RecordCall> calls, Patience patience) => TakeAsync(calls, patience, isBudgeted: false);

    /// <summary>Puts a group of lines down that say that jobs are sent, as far as the budgets allow.</summary>
    internal Task TakeBudgetedAsync(List<RecordCall> calls, Patience patience) => TakeAsync(calls, patience, isBudgeted: true);

    private async Task TakeAsync(List<RecordCall> calls, Patience patience, bool isBudgeted)
    {
        try
        {
            await database.RunAsync(
                async (connection, cancel) =>
                {
                    // Of those whose lines are committed, nothing is left to do if the connection was lost later.
                    var open = calls.FindAll(call => !call.IsTold);
                    await (isBudgeted
                        ? PutBudgetedAsync(connection, open, patience, cancel)
                        : PutAsync(connection, open, patience, cancel)).ConfigureAwait(false);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (patience.Leaves(calls, exception))
        {
            // One of them was refused, cannot be written, or waits for a transaction of somebody else: the others do not share that.
        }
        catch (ModelLedgerException exception)
            when (exception.InnerException is PostgresException { SqlState: "23505", ConstraintName: FirstTables.OneRequest })
        {
            calls.ForEach(call => call.TrySetException(Refusals.SameRequest(call.Entry, database.Words, exception)));
        }
        catch (Exception exception)
        {
            // Whatever it was, nobody waits for ever.
            calls.ForEach(call => call.TrySetException(exception));
        }
    }

    private async Task PutAsync(
        NpgsqlConnection connection, List<RecordCall> calls, Patience patience, CancellationToken cancellationToken)
    {
        var put = await update.RunAsync(connection, calls, patience, cancellationToken).ConfigureAwait(false);
        await TellAsync(connection, calls, put, cancellationToken).ConfigureAwait(false);
    }

    // Of several, those whose rows others have locked are left out, and told nothing: they go alone.
    private async Task PutBudgetedAsync(
        NpgsqlConnection connection, List<RecordCall> group, Patience patience, CancellationToken cancellationToken)
    {
        var (put, calls) = (new Dictionary<Guid, long>(), group);
        group.ForEach(call => call.Refusal = null);   // what an attempt before found may no longer be so
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Before the budgets: who waits for a transaction of somebody else keeps no budget from all the others meanwhile. And nobody
            // who has the budgets waits for a job.
            var locked = await rows.LockAsync(connection, KeysOf(group), patience, cancellationToken).ConfigureAwait(false);
            calls = group.Count == 1 ? group : group.FindAll(call => locked.ContainsKey(call.Key));
            if (calls.Count == 0)
            {
                return;
            }

            await budgets!.LockAsync(connection, calls, cancellationToken).ConfigureAwait(false);

            // Those that were committed before a connection was lost have their share already, and stale ones get none.
            var open = calls.FindAll(call => locked.TryGetValue(call.Key, out var version) && version + 1 == call.Entry.Version);
            for (var isSettled = false; !isSettled;)
            {
                var fitting = await budgets.FittingAsync(connection, open, cancellationToken).ConfigureAwait(false);
                var before = put.Count;
                foreach (var (token, epoch) in await update.RunAsync(connection, fitting, patience, cancellationToken)
                    .ConfigureAwait(false))
                {
                    put.Add(token, epoch);
                }

                // A line that the database did not take has left its share to those that did not fit.
                open = open.FindAll(call => call.Refusal is not null);
                isSettled = open.Count == 0 || put.Count - before == fitting.Count;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        budgets.Refuse(calls);
        await TellAsync(connection, calls.FindAll(call => !call.IsTold), put, cancellationToken).ConfigureAwait(false);
    }

    // put: the calls whose lines were put down, and the epochs of their jobs.
    private async Task TellAsync(
        NpgsqlConnection connection, List<RecordCall> calls, Dictionary<Guid, long> put, CancellationToken cancellationToken)
    {
        // They are told first: their lines are committed, even if the others cannot be looked up any more.
        var others = new List<RecordCall>();
        foreach (var call in calls)
        {
            if (put.TryGetValue(call.Token, out var epoch))
            {
                TellPut(call, epoch);
            }
            else
            {
                others.Add(call);
            }
        }

        if (others.Count == 0)
        {
            return;
        }

        var known = await rows.BareAsync(connection, KeysOf(others), cancellationToken).ConfigureAwait(false);
        foreach (var call in others)
        {
            // It is that of this call if the connection was lost after the commit.
            if (known.TryGetValue(call.Key, out var row) && row.Token == call.Token)
            {
                TellPut(call, row.Entry.Epoch);
            }
            else
            {
                leases.Compare(call.Key, row?.Entry.Epoch);
                call.TrySetException(Refusals.Of(call.Entry, row?.Entry, leases.Owner, database.Words));
            }
        }
    }

    private void TellPut(RecordCall call, long epoch)
    {
        leases.Note(call.Entry, epoch);
        call.TrySetResult();
    }

    private static string[] KeysOf(List<RecordCall> calls) => calls.ConvertAll(call => call.Key).ToArray();
}
