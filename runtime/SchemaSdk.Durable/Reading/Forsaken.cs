using SchemaSdk.Durable.Tables;

namespace SchemaSdk.Durable.Reading;

/// <summary>The statements that make jobs unknown whose sender died: the service may or may not have them.</summary>
internal static class Forsaken
{
    /// <summary>All of them, but for those of this ledger, which lives.</summary>
    internal static Statement All(SqlDialect sql, Guid me) => new(
        $"{Update(sql)} (select j.key from {sql.Table("jobs")} j "
        + $"where {LedgerTables.IsOpen("j.state")} and j.state = 1 and j.worker <> $2 and {IsDead(sql)}{sql.ForUpdate})",
        SqlValue.Of(Guid.NewGuid()),
        SqlValue.Of(me));

    /// <summary>One of them.</summary>
    internal static Statement One(SqlDialect sql, string key) => new(
        $"{Update(sql)} (select j.key from {sql.Table("jobs")} j where j.state = 1 and j.key = $2 and {IsDead(sql)}{sql.ForUpdate})",
        SqlValue.Of(Guid.NewGuid()),
        SqlValue.Of(key));

    private static string IsDead(SqlDialect sql) =>
        $"not exists (select 1 from {sql.Table("workers")} w where w.id = j.worker and {sql.Lives})";

    private static string Update(SqlDialect sql) =>
        $"update {sql.Table("jobs")} set state = 4, version = version + 1, changed_at = {sql.Now}, put_at = {sql.Now}, worker = null, "
        + "token = $1 where state = 1 and key in";
}
