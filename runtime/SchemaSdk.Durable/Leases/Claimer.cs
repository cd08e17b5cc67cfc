namespace SchemaSdk.Durable.Leases;

/// <summary>Takes jobs up that no process works on.</summary>
internal sealed class Claimer(SqlStore store, JobRows rows, LeaseKeeper leases)
{
    // What a claim reads at once; one job alone may have more. The others wait for the next claim.
    private const long MostBytes = 64 << 20;

    private const string ToSubmit = "j.state = 0 and j.queued and j.worker is null";
    private const string ToFollow = "j.state in (2, 5) and j.worker is null";
    private const string ToFollowToEnd = "j.state in (2, 5) and j.state = 2 and j.worker is null";

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _jobs = store.Dialect.Table("jobs");

    private readonly ClaimedJobs _claimed = new(store, rows, leases);

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _claimed.UnreadFailure;

    /// <summary>Takes jobs up, with their inputs.</summary>
    internal async Task<IReadOnlyList<LedgerEntry>> TakeAsync(LedgerWork work, int count, string[] except)
    {
        var claim = Guid.NewGuid();
        leases.Held.Begin(claim);
        var attempts = 0;
        try
        {
            var taken = await store.TransactAsync(
                (session, cancel) => TakeAsync(session, ConditionOf(work), claim, attempts++ > 0, count, except, cancel), Patience.Once)
                .ConfigureAwait(false);

            // Before they are read: whatever becomes of that, they are this ledger's.
            taken.ForEach(job => leases.Held.Add(job.Key, job.Epoch));
            return await _claimed.ReadAsync(taken).ConfigureAwait(false);
        }
        finally
        {
            leases.Held.End(claim);
        }
    }

    private static string ConditionOf(LedgerWork work) => work switch
    {
        LedgerWork.Submit => ToSubmit,
        LedgerWork.FollowToEnd => ToFollowToEnd,
        _ => ToFollow,
    };

    private async Task<List<(string Key, long Epoch)>> TakeAsync(
        SqlSession session, string condition, Guid claim, bool isAgain, int count, string[] except, CancellationToken cancellationToken)
    {
        await _claimed.ForgetAsync(session, cancellationToken).ConfigureAwait(false);
        if (store.MayJudge)
        {
            await DeadWorkers.FreeAsync(session, _sql, leases.Worker, cancellationToken).ConfigureAwait(false);
        }

        // Some are there already if the connection was lost after a commit.
        var taken = !isAgain ? [] : await session.QueryAsync(
            new Statement(
                $"select j.key, j.epoch from {_jobs} j where j.state in (0, 2, 5) and j.worker = $1 and j.claim = $2",
                SqlValue.Of(leases.Worker),
                SqlValue.Of(claim)),
            static reader => (reader.GetString(0), reader.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        var bytes = 0L;
        for (var isFound = true; isFound && taken.Count < count && bytes < MostBytes;)
        {
            var chosen = await ChooseAsync(session, condition, count - taken.Count, MostBytes - bytes, except, cancellationToken)
                .ConfigureAwait(false);
            var epochs = await session.RunAsync(
                chosen.ConvertAll(job => new Statement(
                    $"update {_jobs} as j set worker = $2, epoch = j.epoch + 1, taken_by = $2, taken_from = null, claim = $3 "
                    + $"where j.key = $1 and {condition} returning epoch",
                    SqlValue.Of(job.Key),
                    SqlValue.Of(leases.Worker),
                    SqlValue.Of(claim))),
                cancellationToken).ConfigureAwait(false);
            isFound = false;
            for (var at = 0; at < chosen.Count; at++)
            {
                if (epochs[at] is { } epoch)
                {
                    taken.Add((chosen[at].Key, epoch));
                    bytes += chosen[at].Bytes;
                    isFound = true;
                }
            }
        }

        return taken;
    }

    // Each model that has work gives as many as the others do, and which of them comes first is left to chance. The jobs of one model are
    // taken in the order of their places. The first job is taken however large it is.
    private async Task<List<(string Key, long Bytes)>> ChooseAsync(
        SqlSession session, string condition, int count, long room, string[] except, CancellationToken cancellationToken)
    {
        var models = await ModelsAsync(session, condition, cancellationToken).ConfigureAwait(false);
        var share = (int)Math.Ceiling((double)count / Math.Max(1, models.Count));
        var queues = new List<Queue<(string Key, long Bytes)>>();
        foreach (var model in models)
        {
            var found = await session.QueryAsync(
                new Statement(
                    $"select j.key, cast(coalesce(length(j.input), 0) + coalesce(length(j.result), 0) as bigint) from {_jobs} j "
                    + $"where {condition} and j.model = $1 and not {_sql.IsIn("j.key", "$3")} "
                    + $"order by j.place, j.begun limit $2{_sql.ForUpdate}",
                    SqlValue.Of(model),
                    SqlValue.Of(share),
                    SqlValue.Of(except)),
                static reader => (reader.GetString(0), reader.GetInt64(1)),
                cancellationToken).ConfigureAwait(false);

            // If its lease has ended, others may have freed jobs that this ledger works on. The next renewal takes them back.
            queues.Insert(Random.Shared.Next(queues.Count + 1), new(found.Where(job => !leases.Held.IsWorkedOn(job.Item1))));
        }

        var chosen = new List<(string Key, long Bytes)>();
        while (chosen.Count < count && room > 0 && queues.Exists(static queue => queue.Count > 0))
        {
            foreach (var queue in queues)
            {
                if (chosen.Count < count && room > 0 && queue.TryDequeue(out var job))
                {
                    chosen.Add(job);
                    room -= job.Bytes;
                }
            }
        }

        return chosen;
    }

    // One after the other in the index, which may have many jobs of each.
    private async Task<List<string>> ModelsAsync(SqlSession session, string condition, CancellationToken cancellationToken)
    {
        var query = new Statement(
            $"""
            with recursive models (model) as (
              select * from (select j.model from {_jobs} j where {condition} order by j.model limit 1) first
              union all
              select (select j.model from {_jobs} j where {condition} and j.model > m.model order by j.model limit 1)
              from models m where m.model is not null)
            select model from models where model is not null
            """);
        return await session.QueryAsync(query, static reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);
    }
}
