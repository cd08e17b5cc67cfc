using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>Takes jobs up that nobody works on, and gives them back.</summary>
internal sealed class Claimer(Database database, JobRows rows, LeaseKeeper leases, string schema, string channel)
{
    // Of what a claim reads at once; one job alone may have more. The others wait for the next claim.
    private const long MostBytes = 64 << 20;

    private readonly LeftJobs _left = new(rows, schema);
    private readonly ClaimedJobs _claimed = new(database, rows, leases, schema);
    private readonly ClaimStatements _statements = new(schema);

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _claimed.UnreadFailure;

    /// <summary>Takes jobs up, with their inputs.</summary>
    internal async Task<IReadOnlyList<LedgerEntry>> TakeAsync(LedgerWork work, int count)
    {
        _claimed.TellLast();
        var claim = Guid.NewGuid();
        leases.Held.Begin(claim);
        try
        {
            var claimed = await TakeAsync(_statements.Of(work), claim, count).ConfigureAwait(false);
            return await _claimed.ReadAsync(claimed).ConfigureAwait(false);
        }
        finally
        {
            leases.Held.End(claim);
        }
    }

    private async Task<List<ClaimedJob>> TakeAsync(string statement, Guid claim, int count)
    {
        var attempts = 0;
        var taken = await database.RunAsync(
            async (connection, cancel) =>
            {
                await _claimed.ForgetAsync(connection, cancel).ConfigureAwait(false);
                await _left.FreeAsync(connection, leases, cancel).ConfigureAwait(false);

                // Some are there already if the connection was lost after a commit.
                var jobs = attempts++ == 0 ? []
                    : await JobsAsync(connection, _statements.Mine, claim, (count, MostBytes), [], cancel).ConfigureAwait(false);
                for (var before = -1; jobs.Count > before && RoomBeside(jobs, count) is { Count: > 0, Bytes: > 0 } room;)
                {
                    before = jobs.Count;
                    jobs.AddRange(await OthersAsync(connection, statement, claim, room, cancel).ConfigureAwait(false));
                }

                return jobs;
            },
            CancellationToken.None).ConfigureAwait(false);

        // Before they are read: whatever becomes of that, they are this ledger's.
        taken.ForEach(job => leases.Note(job.Key, job.Epoch));
        return taken;
    }

    private static (int Count, long Bytes) RoomBeside(List<ClaimedJob> jobs, int count) =>
        (count - jobs.Count, MostBytes - jobs.Sum(job => job.Bytes));

    // If the lease of this ledger has ended, another process may have freed jobs that this one still works on. The next renewal takes them
    // back, and nobody here gets them a second time. The database is told their keys only once it has chosen one of them.
    private async Task<List<ClaimedJob>> OthersAsync(
        NpgsqlConnection connection, string statement, Guid claim, (int Count, long Bytes) room, CancellationToken cancellationToken)
    {
        for (string[] held = []; ; held = leases.Held.All().Keys)
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var jobs = await JobsAsync(connection, statement, claim, room, held, cancellationToken).ConfigureAwait(false);
                if (!leases.Held.HoldsAny(jobs))
                {
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return jobs;
                }
            }
        }
    }

    private async Task<List<ClaimedJob>> JobsAsync(
        NpgsqlConnection connection, string statement, Guid claim, (int Count, long Bytes) room, string[] held, CancellationToken cancel)
    {
        var jobs = new List<ClaimedJob>();
        using var command = new NpgsqlCommand(statement, connection);
        command.Add("me", leases.Worker, NpgsqlDbType.Uuid);
        command.Add("claim", claim, NpgsqlDbType.Uuid);
        if (statement != _statements.Mine)
        {
            command.Add("count", room.Count, NpgsqlDbType.Integer);
            command.Add("bytes", room.Bytes, NpgsqlDbType.Bigint);
            command.Add("held", held, NpgsqlDbType.Array | NpgsqlDbType.Text);
        }

        var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancel).ConfigureAwait(false))
            {
                jobs.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
            }
        }

        return jobs;
    }

    /// <summary>Gives the jobs back that a group names, and tells each when that is done, but for those that have to go alone.</summary>
    internal async Task ReleaseAsync(List<ReleaseCall> calls, Patience patience)
    {
        var (keys, epochs) = TakeOut(calls);
        try
        {
            if (keys.Count > 0)
            {
                await database.RunAsync(
                    async (connection, cancel) =>
                    {
                        using var command = new NpgsqlCommand(Release(schema, isAll: false), connection);
                        command.AddPatience(patience);
                        command.Add("me", leases.Worker, NpgsqlDbType.Uuid);
                        command.Add("channel", channel, NpgsqlDbType.Text);
                        command.Add("keys", keys.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
                        command.Add("epochs", epochs.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
                        return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
                    },
                    CancellationToken.None).ConfigureAwait(false);
            }

            calls.ForEach(call => call.TrySetResult());
        }
        catch (ModelLedgerException exception) when (patience.Leaves(calls, exception))
        {
            // One of them waits for a transaction of somebody else: the others do not share that.
        }
        catch (Exception exception)
        {
            for (var at = 0; at < keys.Count; at++)
            {
                leases.Held.Leave(keys[at], epochs[at]);
            }

            // Whatever it was, nobody waits for ever.
            calls.ForEach(call => call.TrySetException(exception));
        }
    }

    private (List<string> Keys, List<long> Epochs) TakeOut(List<ReleaseCall> calls)
    {
        var (keys, epochs) = (new List<string>(calls.Count), new List<long>(calls.Count));
        foreach (var call in calls)
        {
            // Once: whoever takes the job up anew while this waits has another epoch.
            if ((call.Epoch ??= call.IsLeft ? leases.TakeOutLeft(call.Key) : leases.TakeOut(call.Key)) is { } epoch)
            {
                keys.Add(call.Key);
                epochs.Add(epoch);
            }
            else
            {
                call.TrySetResult();
            }
        }

        return (keys, epochs);
    }

    /// <summary>Gives all jobs back, and says that this ledger lives no more.</summary>
    /// <param name="farewell">The database, which is not waited for as long as otherwise.</param>
    internal async Task LeaveAsync(Database farewell)
    {
        if (!leases.HasBegun)
        {
            return;
        }

        try
        {
            await farewell.RunAsync(
                async (connection, cancel) =>
                {
                    // This comes first: a job that cannot be given back is then that of a worker that is gone, and a claim frees it.
                    using (var gone = new NpgsqlCommand($"delete from {schema}.workers where id = @me", connection))
                    {
                        gone.Add("me", leases.Worker, NpgsqlDbType.Uuid);
                        await gone.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
                    }

                    using var command = new NpgsqlCommand(Release(schema, isAll: true), connection);
                    command.Add("me", leases.Worker, NpgsqlDbType.Uuid);
                    command.Add("channel", channel, NpgsqlDbType.Text);
                    return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            // The database is away. The lease ends by itself, and others take the jobs up then.
        }
    }

    // What is being sent stays with whoever sends it. A job that is to be submitted goes behind the others. At the end of the ledger,
    // nobody waits for a row that somebody else has locked: its job is left to the next claim.
    private static string Release(string schema, bool isAll) =>
        $"""
        with given as (
          update {schema}.jobs j set worker = null, place = case j.state when 0 then nextval('{schema}.places') else j.place end
          {(isAll
            ? $"where j.key in (select key from {schema}.jobs where worker = @me and state in (0, 2, 5) for update skip locked) and"
            : $"from unnest(@keys, @epochs) as h (key, epoch), {Columns.Settings} "
              + "where s.patience is not null and j.key = h.key and j.epoch = h.epoch and")}
            j.worker = @me and j.state in (0, 2, 5) and {Columns.IsDurable}
          returning 1)
        select pg_notify(@channel, '') from given limit 1
        """;
}
