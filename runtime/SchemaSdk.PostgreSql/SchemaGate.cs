using SchemaSdk.Durable.Tables;

namespace SchemaSdk.PostgreSql;

/// <summary>Holds calls back until the tables have the version that this package uses.</summary>
internal sealed class SchemaGate(PostgreSqlStore store, PostgreSqlLedgerOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = options.Ledger.TimeProvider;

    // Never disposed: a call that is late may still want it.
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _isOpen;

    /// <summary>Gives the text that makes the tables. It can be run again, and does nothing then.</summary>
    // Those that wait for the lock see then what was made meanwhile, and whatever the role has set, they wait as long as it takes. The wait
    // for tables in use is short, since later sessions wait behind it.
    // A version that was released is never changed: what is new is another one, behind it.
    internal static string Script(string schema) =>
        $"""
        begin isolation level read committed; set local lock_timeout = 0; set local statement_timeout = 0;
        select pg_advisory_xact_lock({LockOf(schema)});
        set local lock_timeout = '2s';
        create schema if not exists {schema};
        create table if not exists {schema}.versions (version int primary key, made_at timestamptz not null default now());
        do $migration$ begin
        if not exists (select 1 from {schema}.versions where version = 1) then
        {LedgerTables.Script(new PostgreSqlDialect(schema))}
        insert into {schema}.versions (version) values (1);
        end if; end $migration$;
        commit;

        """;

    /// <summary>Looks at the tables once, and makes them where that is wanted.</summary>
    /// <exception cref="ModelLedgerException">
    /// They are missing or of a newer version, or the server does not keep what it confirms.
    /// </exception>
    internal ValueTask PassAsync(CancellationToken cancellationToken) =>
        _isOpen ? default : OpenAsync(options.MigratesSchema, cancellationToken);

    /// <summary>Makes the tables, or brings them up to date.</summary>
    internal async ValueTask OpenAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen || mayMigrate)
            {
                _isOpen = await store.RunAsync(
                    (connection, cancel) => LookAsync(connection, mayMigrate, cancel), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> LookAsync(NpgsqlConnection connection, bool mayMigrate, CancellationToken cancellationToken)
    {
        // No setting of a session makes up for it.
        if (options.RequiresFsync && await AskAsync<string>("select current_setting('fsync')").ConfigureAwait(false) == "off")
        {
            throw Refused(
                "was not used, since its server runs with fsync=off: a loss of power would take lines that it has confirmed, and their "
                + "jobs would be paid for again. Start the server with fsync=on. Where that may be, as in tests, set "
                + "PostgreSqlLedgerOptions.RequiresFsync to false.");
        }

        // A line with a character that it lacks could not be written: not even the refusal of a job, which would be unknown then.
        if (await AskAsync<string>("select current_setting('server_encoding')").ConfigureAwait(false) is var encoding and not "UTF8")
        {
            throw Refused(
                $"was not used, since its database has the encoding {encoding}, which lacks characters that lines of jobs may have. Name a "
                + "database with UTF8 in the connection string. This makes one: create database "
                + $"\"{connection.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}_utf8\" template template0 encoding 'UTF8' "
                + "lc_collate 'C' lc_ctype 'C';");
        }

        var version = await VersionAsync().ConfigureAwait(false);
        if (version < LedgerTables.Version && mayMigrate)
        {
            await MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
            version = await VersionAsync().ConfigureAwait(false);
        }

        return version switch
        {
            LedgerTables.Version => true,
            < LedgerTables.Version => throw Refused(
                (version == 0 ? "has no tables yet. " : $"has tables of version {version}, and this package uses {LedgerTables.Version}. ")
                + "Run the text of PostgreSqlJobLedger.ScriptOf, or set PostgreSqlLedgerOptions.MigratesSchema."),
            _ => throw Refused(
                $"has tables of version {version}, which is newer than {LedgerTables.Version}, the one that this package knows. Use the "
                + "SchemaSdk.PostgreSql that made them, or a later one."),
        };

        async Task<int> VersionAsync() =>
            await AskAsync<bool>($"select to_regclass('{options.Schema}.versions') is not null").ConfigureAwait(false)
                ? await AskAsync<int>($"select coalesce(max(version), 0) from {options.Schema}.versions").ConfigureAwait(false)
                : 0;

        async Task<T> AskAsync<T>(string query)
        {
            using var command = new NpgsqlCommand(query, connection);
            return (T)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private ModelLedgerException Refused(string reason) => new($"The ledger {store.Words} {reason}") { IsLasting = true };

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var begun = _time.GetTimestamp(); ;)
        {
            try
            {
                // Large tables take their time, and another process may be at them: a limit would only start all of it again.
                using var script = new NpgsqlCommand(Script(options.Schema), connection) { CommandTimeout = 0 };
                await script.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (
                exception.SqlState == PostgreSqlStore.Locked && _time.GetElapsedTime(begun) < LongestWait)
            {
                // Another session uses a table, such as a dump, and those who wait behind this get their turn.
            }

            using var rollback = new NpgsqlCommand("rollback", connection);
            await rollback.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // The number of the lock that lets one process at a time change the tables: FNV-1a, which is the same in each process.
    private static long LockOf(string schema) =>
        unchecked((long)schema.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL));
}
