using SchemaSdk.Durable.Tables;

namespace SchemaSdk.Durable.Reading;

/// <summary>The statements that make jobs of dead senders unknown, because the service may or may not have accepted these jobs.</summary>
internal static class Forsaken
{
    /// <summary>The statement for the jobs of all dead senders. It excludes this ledger, which is alive.</summary>
    internal static Statement All(SqlDialect sql, Guid me) =>
        Of(sql, $"{LedgerTables.IsOpen("j.state")} and j.worker <> $2", SqlValue.Of(me));

    internal static Statement One(SqlDialect sql, string key) => Of(sql, "j.key = $2", SqlValue.Of(key));

    private static Statement Of(SqlDialect sql, string which, SqlValue value) => new(
        $"""
        update {sql.Table("jobs")} set
          state = 4, version = version + 1, changed_at = {sql.Now}, put_at = {sql.Now}, worker = null, token = $1
        where state = 1 and key in (
          select j.key from {sql.Table("jobs")} j where {which} and j.state = 1
            and not exists (select 1 from {sql.Table("workers")} w where w.id = j.worker and {sql.Lives}){sql.ForUpdate})
        """,
        SqlValue.Of(Guid.NewGuid()),
        value);
}
