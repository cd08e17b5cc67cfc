using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>Takes jobs up that nobody works on, and gives them back.</summary>
internal sealed class Claimer(Database database, JobRows rows, LeaseKeeper leases, string schema, string channel)
{
    private const string ToSubmit = "j.state = 0 and j.queued and j.worker is null";
    private const string ToFollow = "j.state in (2, 5) and j.worker is null";
    private const string ToFollowToEnd = "j.state = 2 and j.worker is null";

    private readonly LeftJobs _left = new(rows, schema);
    private readonly ClaimedJobs _claimed = new(database, rows, leases, schema);
    private readonly string _submit = Statement(schema, ToSubmit);
    private readonly string _follow = Statement(schema, ToFollow);
    private readonly string _followToEnd = Statement(schema, ToFollowToEnd);
    private readonly string _mine = $"select key, epoch from {schema}.jobs where state in (0, 2, 5) and worker = @me and claim = @claim";

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _claimed.UnreadFailure;

    /// <summary>Takes jobs up, with their inputs.</summary>
    internal async Task<IReadOnlyList<LedgerEntry>> TakeAsync(LedgerWork work, int count)
    {
        _claimed.TellLast();
        var statement = work switch
        {
            LedgerWork.Submit => _submit,
            LedgerWork.FollowToEnd => _followToEnd,
            _ => _follow,
        };
        var claim = Guid.NewGuid();
        leases.Held.Begin(claim);
        try
        {
            return await _claimed.ReadAsync(await TakeAsync(statement, claim, count).ConfigureAwait(false)).ConfigureAwait(false);
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
                var jobs = attempts++ == 0 ? [] : await JobsAsync(connection, _mine, claim, count, [], cancel).ConfigureAwait(false);
                for (var before = -1; jobs.Count < count && jobs.Count > before;)
                {
                    before = jobs.Count;
                    jobs.AddRange(await OthersAsync(connection, statement, claim, count - before, cancel).ConfigureAwait(false));
                }

                return jobs;
            },
            CancellationToken.None).ConfigureAwait(false);

        // Before they are read: whatever becomes of that, they are this ledger's.
        taken.ForEach(job => leases.Note(job.Key, job.Epoch));
        return taken;
    }

    // If the lease of this ledger has ended, another process may have freed jobs that this one still works on. The next renewal takes them
    // back, and nobody here gets them a second time. The database is told their keys only once it has chosen one of them.
    private async Task<List<ClaimedJob>> OthersAsync(
        NpgsqlConnection connection, string statement, Guid claim, int count, CancellationToken cancellationToken)
    {
        for (string[] held = []; ; held = leases.Held.All().Keys)
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var jobs = await JobsAsync(connection, statement, claim, count, held, cancellationToken).ConfigureAwait(false);
                if (!leases.Held.HoldsAny(jobs))
                {
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return jobs;
                }
            }
        }
    }

    private async Task<List<ClaimedJob>> JobsAsync(
        NpgsqlConnection connection, string statement, Guid claim, int count, string[] held, CancellationToken cancellationToken)
    {
        var jobs = new List<ClaimedJob>();
        using var command = new NpgsqlCommand(statement, connection);
        command.Add("me", leases.Worker, NpgsqlDbType.Uuid);
        command.Add("claim", claim, NpgsqlDbType.Uuid);
        if (statement != _mine)
        {
            command.Add("count", count, NpgsqlDbType.Integer);
            command.Add("held", held, NpgsqlDbType.Array | NpgsqlDbType.Text);
        }

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                jobs.Add(new(reader.GetString(0), reader.GetInt64(1)));
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

    // The models that have work are found one after the other in the index, and each gives as many as the others do. The jobs of one
    // model are taken in the order of their places; which models come first is left to chance, so that none waits for another.
    private static string Statement(string schema, string condition) =>
        $"""
        with recursive models as (
          (select j.model from {schema}.jobs j where {condition} order by j.model limit 1)
          union all
          select (select j.model from {schema}.jobs j where {condition} and j.model > m.model order by j.model limit 1)
          from models m where m.model is not null),
        known as (select model, random() as luck from models where model is not null),
        share as (select greatest(1, ceil(@count::float8 / greatest(1, (select count(*) from known))))::bigint as size),
        found as (
          select f.key, f.turn, k.luck from known k cross join lateral (
            select c.key, row_number() over (order by c.place) as turn from (
              select j.key, j.place from {schema}.jobs j where {condition} and j.model = k.model and j.key <> all(@held)
              order by j.place limit (select size from share) for update of j skip locked) c) f),
        chosen as (select key from found order by turn, luck limit @count)
        update {schema}.jobs j set worker = @me, epoch = j.epoch + 1, taken_by = @me, taken_from = null, claim = @claim
        from chosen c where j.key = c.key and {condition} and {Columns.IsDurable}
        returning j.key, j.epoch
        """;
}
