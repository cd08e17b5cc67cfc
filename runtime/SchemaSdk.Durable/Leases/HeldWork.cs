namespace SchemaSdk.Durable.Leases;

/// <summary>Compares the jobs that a ledger works on with those that the database has as its own.</summary>
internal sealed class HeldWork(SqlStore store)
{
    private readonly string _jobs = store.Dialect.Table("jobs");

    /// <summary>
    /// Takes back those that others have freed because the lease had ended, and that no process has claimed. Others are lost. Jobs that
    /// only the database knows, as after a claim whose answer was lost, are to be given back.
    /// </summary>
    internal async Task CompareAsync(Guid worker, HeldJobs held)
    {
        var known = held.All();
        var mine = await store.ReadAsync(
            new Statement(
                $"select j.key, j.epoch, j.claim, j.state from {_jobs} j where j.state in (0, 1, 2, 5) and j.worker = $1",
                SqlValue.Of(worker)),
            static reader => (
                Key: reader.GetString(0),
                Epoch: reader.GetInt64(1),
                Claim: reader.IsDBNull(2) ? null : (Guid?)reader.GetGuid(2),
                State: (LedgerState)reader.GetInt32(3)),
            CancellationToken.None).ConfigureAwait(false);
        held.LeaveStray(mine
            .FindAll(job => job.State != LedgerState.Sending && !held.IsWorkedOn(job.Key))
            .ConvertAll(job => (job.Key, job.Epoch, job.Claim)));
        var isMine = mine.Select(job => (job.Key, job.Epoch)).ToHashSet();
        var missing = known.FindAll(job => !isMine.Contains((job.Key, job.Value)));
        if (missing.Count == 0)
        {
            return;
        }

        // Its own are those of a write whose answer was lost.
        var taken = await store.WriteAsync(
            missing.ConvertAll(job => new Statement(
                $"update {_jobs} set worker = $3 where key = $1 and epoch = $2 and (worker is null or worker = $3) and state in (0, 2, 5) "
                + "returning epoch",
                SqlValue.Of(job.Key),
                SqlValue.Of(job.Value),
                SqlValue.Of(worker))),
            Patience.Once).ConfigureAwait(false);
        var lost = missing.Where((_, at) => taken[at] is null).ToDictionary(StringComparer.Ordinal);
        var now = await store.ReadAsync(
            new Statement(
                $"select j.key, j.epoch, j.state from {_jobs} j where {store.Dialect.IsIn("j.key", "$1")}",
                SqlValue.Of([.. lost.Keys])),
            static reader => (Key: reader.GetString(0), Epoch: reader.GetInt64(1), State: (LedgerState)reader.GetInt32(2)),
            CancellationToken.None).ConfigureAwait(false);

        // What has come to its end meanwhile by lines of this ledger was never lost.
        foreach (var job in now.Where(job => job.Epoch == lost[job.Key] && job.State is LedgerState.Refused or LedgerState.Delivered))
        {
            lost.Remove(job.Key);
        }

        foreach (var (key, epoch) in lost)
        {
            held.Lose(key, epoch);
        }

        // It may have been given back since it was looked up here, and was taken back only after that.
        foreach (var (key, epoch) in missing.Where((_, at) => taken[at] is not null))
        {
            held.Leave(key, epoch);
        }
    }

    /// <summary>Gives all jobs back. What is being sent becomes unknown once its sender is dead.</summary>
    internal Task FreeAsync(Guid worker) => store.WriteAsync(
        [
            new Statement(
                $"update {_jobs} set worker = null, place = case state when 0 then {store.Dialect.NextPlace} else place end "
                + $"where key in (select key from {_jobs} where worker = $1 and state in (0, 2, 5){store.Dialect.ForUpdate})",
                SqlValue.Of(worker)),
        ],
        Patience.Once);
}
