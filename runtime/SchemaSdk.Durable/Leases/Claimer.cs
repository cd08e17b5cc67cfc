namespace SchemaSdk.Durable.Leases;

/// <summary>Claims jobs that no process is working on.</summary>
internal sealed class Claimer(SqlStore store, JobRows rows, LeaseKeeper leases)
{
    private const long MostBytes = 64 << 20;   // the limit of a claim; the last job may exceed it; later claims take the remaining jobs

    // $1: the service; null for all. Entries from an earlier version of the package have no service.
    private const string OfService = "($1 is null or j.service is null or j.service = $1)";

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _jobs = store.Dialect.Table("jobs");
    private readonly ConcurrentDictionary<string, ModelLedgerException> _unread = new(StringComparer.Ordinal);   // read failures by job key

    /// <summary>An exception from reading a job that waits for a worker; null if every such job could be read.</summary>
    internal ModelLedgerException? UnreadFailure => _unread.FirstOrDefault().Value;

    internal async Task<IReadOnlyList<LedgerEntry>> TakeAsync(LedgerWork work, int count, string[] except, string? service)
    {
        var condition = work switch
        {
            LedgerWork.Submit => "j.state = 0 and j.queued and j.worker is null",
            LedgerWork.FollowToEnd => "j.state = 2 and j.worker is null",
            _ => "j.state in (2, 5) and j.worker is null",
        };
        var (claim, attempts) = (Guid.NewGuid(), 0);
        leases.Held.Begin(claim);
        try
        {
            var taken = await store.TransactAsync(
                session => TakeAsync(session, condition, claim, attempts++ > 0, count, except, service), Patience.Once)
                .ConfigureAwait(false);

            // The jobs are added before they are read, because this ledger has claimed them even if they cannot be read.
            taken.ForEach(job => leases.Held.Add(job.Key, job.Epoch));
            return taken.Count == 0 ? [] : await ReadAsync(taken.ConvertAll(static job => job.Key)).ConfigureAwait(false);
        }
        finally
        {
            leases.Held.End(claim);
        }
    }

    private async Task<List<(string Key, long Epoch)>> TakeAsync(
        SqlSession session, string condition, Guid claim, bool isAgain, int count, string[] except, string? service)
    {
        await ForgetUnreadAsync(session).ConfigureAwait(false);
        await (store.MayJudge ? DeadWorkers.FreeAsync(session, _sql, leases.Worker) : Task.CompletedTask).ConfigureAwait(false);

        // An earlier attempt may have claimed jobs before its connection was lost. Those jobs belong to this claim too.
        var query = new Statement(
            $"select j.key, j.epoch from {_jobs} j where j.state in (0, 2, 5) and j.worker = $1 and j.claim = $2", leases.Worker, claim);
        var taken = !isAgain ? []
            : await session.QueryAsync(query, static reader => (reader.GetString(0), reader.GetInt64(1))).ConfigureAwait(false);
        var bytes = 0L;
        for (var isFound = true; isFound && taken.Count < count && bytes < MostBytes;)
        {
            var chosen = await ChooseAsync(
                session, $"{condition} and {OfService}", service, count - taken.Count, MostBytes - bytes, except).ConfigureAwait(false);
            var epochs = await session.RunAsync(chosen.ConvertAll(job => Statement.OfOneJob(
                $"update {_jobs} as j set worker = $2, epoch = j.epoch + 1, taken_by = $2, taken_from = null, claim = $3 "
                + "where j.key = $1 and j.worker is null returning epoch",
                job.Key, leases.Worker, claim))).ConfigureAwait(false);
            var claimed = chosen.Zip(epochs).Where(static pair => pair.Second is not null).ToList();   // no epoch if a key is damaged
            taken.AddRange(claimed.Select(static pair => (pair.First.Key, pair.Second!.Value)));
            bytes += claimed.Sum(static pair => pair.First.Bytes);
            isFound = claimed.Count > 0;
        }

        return taken;
    }

    // Chooses a job of each model in turn. Models come in random order, jobs in queue order.
    private async Task<List<(string Key, long Bytes)>> ChooseAsync(
        SqlSession session, string condition, string? service, int count, long room, string[] except)
    {
        var models = await ModelsAsync(session, condition, service).ConfigureAwait(false);
        var share = (int)Math.Ceiling((double)count / Math.Max(1, models.Count));
        var found = new List<(int Turn, int Chance, string Key, long Bytes)>();
        foreach (var model in models)
        {
            var query = new Statement(
                $"select j.key, cast(coalesce(length(j.input), 0) + coalesce(length(j.result), 0) as bigint) from {_jobs} j "
                + $"where {condition} and j.model = $2 and not {_sql.IsIn("j.key", "$4")} "
                + $"order by j.place, j.begun limit $3{_sql.ForUpdate}",
                service, model, share, except);
            var next = await session.QueryAsync(
                query, static reader => (Key: reader.GetString(0), Bytes: reader.GetInt64(1))).ConfigureAwait(false);
            var chance = Random.Shared.Next();

            // Another process may have freed jobs that this ledger is working on. The next renewal reclaims them.
            found.AddRange(next.Where(job => !leases.Held.IsWorkedOn(job.Key)).Select((job, turn) => (turn, chance, job.Key, job.Bytes)));
        }

        var chosen = new List<(string Key, long Bytes)>();
        foreach (var job in found.OrderBy(static job => job.Turn).ThenBy(static job => job.Chance).Take(count).TakeWhile(_ => room > 0))
        {
            chosen.Add((job.Key, job.Bytes));
            room -= job.Bytes;
        }

        return chosen;
    }

    // Jumps from model to model in the index, because each model may have many jobs.
    private Task<List<string>> ModelsAsync(SqlSession session, string condition, string? service) => session.QueryAsync(
        new Statement(
            $"""
            with recursive models (model) as (
              select * from (select j.model from {_jobs} j where {condition} order by j.model limit 1) first
              union all
              select (select j.model from {_jobs} j where {condition} and j.model > m.model order by j.model limit 1)
              from models m where m.model is not null)
            select model from models where model is not null
            """,
            service),
        static reader => reader.GetString(0));

    // Leaves out unreadable jobs, so that they do not block other jobs. The next lease renewal releases them for other processes.
    private async Task<IReadOnlyList<LedgerEntry>> ReadAsync(List<string> taken)
    {
        Dictionary<string, JobRow> found = [];
        try
        {
            found = await FindAsync([.. taken]).ConfigureAwait(false);
            return [.. taken.Where(found.ContainsKey).Select(key => found[key].Entry)];
        }
        finally
        {
            foreach (var key in taken.Except(found.Keys, StringComparer.Ordinal))
            {
                if (leases.Held.TakeOut(key) is { } epoch)
                {
                    leases.Held.Leave(key, epoch);
                }
            }
        }
    }

    private async Task<Dictionary<string, JobRow>> FindAsync(string[] keys)
    {
        try
        {
            var unread = new List<ModelLedgerException>();
            var found = await rows.FindAsync(keys, isWhole: true, unread, CancellationToken.None).ConfigureAwait(false);
            Array.ForEach(keys, key => _unread.TryRemove(key, out _));
            unread.ForEach(failure => _unread[failure.Key!] = Unread(failure.Key!, failure));
            return found;
        }
        catch (ModelLedgerException exception) when (store.MayBeOfOne(exception) && keys is [var key])
        {
            _unread[key] = Unread(key, exception);
            return [];
        }
        catch (ModelLedgerException exception) when (store.MayBeOfOne(exception))
        {
            // One of the jobs may be on a damaged page of the database, so each job is read on its own.
            var each = new List<KeyValuePair<string, JobRow>>();
            foreach (var one in keys)
            {
                each.AddRange(await FindAsync([one]).ConfigureAwait(false));
            }

            return each.ToDictionary(StringComparer.Ordinal);
        }
    }

    private static ModelLedgerException Unread(string key, ModelLedgerException failure) => new(
        $"The job \"{ErrorText.Cut(key)}\" is waiting for a worker but cannot be read. {ErrorText.Cut(failure.Message)}",
        key, modelId: null, cause: failure, isLasting: failure.IsLasting);

    // Removes the failures of jobs that have ended or that another process is working on.
    private async Task ForgetUnreadAsync(SqlSession session)
    {
        string[] keys = [.. _unread.Keys];
        if (keys.Length == 0)
        {
            return;
        }

        var query = new Statement($"select j.key from {_jobs} j where {_sql.IsIn("j.key", "$1")} and j.state in (0, 2, 5) "
            + "and (j.worker is null or j.worker = $2)", keys, leases.Worker);
        var waiting = await session.QueryAsync(query, static reader => reader.GetString(0)).ConfigureAwait(false);
        Array.ForEach([.. keys.Except(waiting, StringComparer.Ordinal)], key => _unread.TryRemove(key, out _));
    }
}
