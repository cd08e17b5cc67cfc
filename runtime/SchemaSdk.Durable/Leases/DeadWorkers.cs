namespace SchemaSdk.Durable.Leases;

/// <summary>Frees the jobs of ledgers that are presumed dead. Jobs that were being sent become unknown.</summary>
internal static class DeadWorkers
{
    /// <summary>
    /// Frees the jobs of dead ledgers. This ledger is never treated as dead: it continues to work on its jobs even if its lease has
    /// expired.
    /// </summary>
    internal static async Task FreeAsync(SqlSession session, SqlDialect sql, Guid me, CancellationToken cancellationToken)
    {
        var jobs = sql.Table("jobs");
        var lives = $"exists (select 1 from {sql.Table("workers")} w where w.id = $1 and {sql.Lives})";
        var dead = await session.QueryAsync(
            new Statement(Dead(sql), SqlValue.Of(me)), static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false);
        if (dead.Count > 0)
        {
            // A job whose row is locked now is freed by the next claim. The row of its worker is kept until then.
            var free = dead.Select(id => new Statement(
                $"update {jobs} set worker = null where state in (0, 2, 5) and key in "
                + $"(select j.key from {jobs} j where j.worker = $1 and j.state in (0, 2, 5) and not {lives}{sql.ForUpdate})",
                SqlValue.Of(id)));
            await session.RunAsync([Forsaken.All(sql, me), .. free, Remove(sql)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the rows of dead workers that have no jobs.</summary>
    internal static Statement Remove(SqlDialect sql) => new(
        $"delete from {sql.Table("workers")} where id in (select w.id from {sql.Table("workers")} w where not {sql.Lives} "
        + $"and not exists (select 1 from {sql.Table("jobs")} j where j.worker = w.id){sql.ForUpdate})");

    // Jumps from worker to worker in the index, so that the jobs of live workers, which may be many, are not read. A worker has jobs but no
    // row if it wrote after its row was deleted and died before its next renewal.
    private static string Dead(SqlDialect sql)
    {
        string Next(string worker) => $"(select j.worker from {sql.Table("jobs")} j where {worker} order by j.worker limit 1)";
        return $"""
            with recursive held (worker) as (
              select {Next("j.worker is not null")}
              union all
              select {Next("j.worker > h.worker")} from held h where h.worker is not null)
            select h.worker from held h where h.worker is not null and h.worker <> $1
              and not exists (select 1 from {sql.Table("workers")} w where w.id = h.worker and {sql.Lives})
            union select w.id from {sql.Table("workers")} w where w.id <> $1 and not {sql.Lives}
            """;
    }
}
