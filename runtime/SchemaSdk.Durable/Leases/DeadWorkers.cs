using SchemaSdk.Durable.Sql;

namespace SchemaSdk.Durable.Leases;

/// <summary>Leaves the jobs of ledgers that live no more to others. Those that were being sent are unknown.</summary>
internal static class DeadWorkers
{
    /// <summary>Frees their jobs, except those that this ledger still works on although its own lease has ended.</summary>
    internal static async Task FreeAsync(SqlSession session, SqlDialect sql, Guid me, CancellationToken cancellationToken)
    {
        var (jobs, workers) = (sql.Table("jobs"), sql.Table("workers"));
        var dead = await session.QueryAsync(
            new Statement($"select w.id from {workers} w where w.id <> $1 and not {sql.Lives}", SqlValue.Of(me)),
            static reader => reader.GetGuid(0),
            cancellationToken).ConfigureAwait(false);
        foreach (var id in dead)
        {
            // A row that another transaction has locked is freed by the next claim, and keeps the row of its worker until then.
            await session.RunAsync(
                [
                    Forsaken.All(sql, me),
                    new Statement(
                        $"update {jobs} set worker = null where state in (0, 2, 5) and key in "
                        + $"(select key from {jobs} where worker = $1 and state in (0, 2, 5){sql.ForUpdate})",
                        SqlValue.Of(id)),
                    new Statement(
                        $"delete from {workers} where id = $1 and not exists "
                        + $"(select 1 from {jobs} j where j.worker = $1 and j.state in (0, 1, 2, 5))",
                        SqlValue.Of(id)),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }
}
