namespace SchemaSdk.Durable.Reading;

/// <summary>Frees the jobs of ledgers that are presumed dead. Jobs that were being sent become unknown.</summary>
internal static class DeadWorkers
{
    /// <summary>Frees the jobs of ledgers that are presumed dead, but never this ledger's, even if its lease has expired.</summary>
    internal static async Task FreeAsync(SqlSession session, SqlDialect sql, Guid me)
    {
        var jobs = sql.Table("jobs");
        var dead = await session.QueryAsync(new Statement(Dead(sql), me), static reader => reader.GetGuid(0)).ConfigureAwait(false);
        if (dead.Count > 0)
        {
            // Skips jobs whose rows are locked. The rows of their workers remain, so the next claim frees these jobs.
            var states = $"({LedgerState.Intended:d}, {LedgerState.Accepted:d}, {LedgerState.Ended:d})";
            var free = dead.Select(id => new Statement($"update {jobs} set worker = null where state in {states} and key in "
                + $"(select j.key from {jobs} j where j.worker = $1 and j.state in {states} and {sql.IsDead("$1")}{sql.ForUpdate})",
                id));
            await session.RunAsync([Forsake(sql, me), .. free, Remove(sql)]).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the rows of workers that are presumed dead and have no jobs.</summary>
    internal static Statement Remove(SqlDialect sql) => new(
        $"delete from {sql.Table("workers")} where id in (select w.id from {sql.Table("workers")} w where not {sql.Lives} "
        + $"and not exists (select 1 from {sql.Table("jobs")} j where j.worker = w.id){sql.ForUpdate})");

    /// <summary>Marks jobs as unknown if ledgers presumed dead were sending them. The service may have accepted these jobs.</summary>
    internal static Statement Forsake(SqlDialect sql, Guid me) => Forsake(sql, $"{LedgerTables.IsOpen("j.state")} and j.worker <> $2", me);

    internal static Statement ForsakeOne(SqlDialect sql, string key) => Forsake(sql, "j.key = $2", key);

    private static Statement Forsake(SqlDialect sql, string which, SqlValue value) => new(
        $"""
        update {sql.Table("jobs")} set
          state = {LedgerState.Unknown:d}, version = version + 1, changed_at = {sql.Now}, put_at = {sql.Now}, worker = null, token = $1
        where state = {LedgerState.Sending:d} and key in (select j.key from {sql.Table("jobs")} j
          where {which} and j.state = {LedgerState.Sending:d} and {sql.IsDead("j.worker")}{sql.ForUpdate})
        """,
        Guid.NewGuid(),
        value);

    // Jumps from worker to worker in the index, because a live worker may have many jobs. Also finds workers whose row is already deleted.
    private static string Dead(SqlDialect sql)
    {
        string Next(string worker) => $"(select j.worker from {sql.Table("jobs")} j where {worker} order by j.worker limit 1)";
        return $"""
            with recursive held (worker) as (
              select {Next("j.worker is not null")}
              union all
              select {Next("j.worker > h.worker")} from held h where h.worker is not null)
            select h.worker from held h where h.worker is not null and h.worker <> $1 and {sql.IsDead("h.worker")}
            union select w.id from {sql.Table("workers")} w where w.id <> $1 and not {sql.Lives}
            """;
    }
}
