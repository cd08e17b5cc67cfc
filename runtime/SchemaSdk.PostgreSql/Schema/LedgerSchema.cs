using System.Text;
using SchemaSdk.Durable.Tables;
using SchemaSdk.PostgreSql.Sql;

namespace SchemaSdk.PostgreSql.Schema;

/// <summary>The tables of a ledger, as statements that bring one version of them to the next.</summary>
internal static class LedgerSchema
{
    /// <summary>The version of the tables that this package uses.</summary>
    internal const int Version = LedgerTables.Version;

    /// <summary>Makes the whole of it, as a text that can be run again and does nothing then.</summary>
    internal static string Script(string schema)
    {
        var script = new StringBuilder();

        // Those that wait for the lock see then what was made meanwhile, and whatever the role has set, they wait as long as it takes. The
        // wait for tables in use is short, since later sessions wait behind it.
        script.Append("begin isolation level read committed; set local lock_timeout = 0; set local statement_timeout = 0;\n");
        script.Append(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({LockOf(schema)});\n");
        script.Append("set local lock_timeout = '2s';\n");
        script.Append(Start(schema)).Append('\n');
        for (var version = 1; version <= Version; version++)
        {
            script.Append("do $migration$ begin\n");
            script.Append(
                CultureInfo.InvariantCulture,
                $"if not exists (select 1 from {schema}.versions where version = {version}) then\n");
            script.Append(Step(schema, version));
            script.Append(CultureInfo.InvariantCulture, $"insert into {schema}.versions (version) values ({version});\n");
            script.Append("end if; end $migration$;\n");
        }

        return script.Append("commit;\n").ToString();
    }

    /// <summary>The number of the lock that lets one process at a time change the tables.</summary>
    internal static long LockOf(string schema)
    {
        // FNV-1a, which is the same in each process.
        var hash = 14695981039346656037UL;
        foreach (var letter in schema)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return unchecked((long)hash);
    }

    private static string Start(string schema) =>
        $$"""
        create schema if not exists {{schema}};
        create table if not exists {{schema}}.versions (version int primary key, made_at timestamptz not null default now());
        """;

    // A step that was released is never changed: what is new is another step.
    private static string Step(string schema, int version) => version switch
    {
        1 => LedgerTables.Script(new PostgreSqlDialect(schema)),
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, $"The tables have no version {version}."),
    };
}
