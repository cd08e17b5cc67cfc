namespace SchemaSdk.PostgreSql;

/// <summary>Lets calls proceed only if the tables exist in the version that this package needs. Also identifies the database.</summary>
internal sealed class SchemaGate(PostgreSqlStore store, PostgreSqlLedgerOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = options.Ledger.TimeProvider;
    private readonly object _gate = new();
    private Task? _opening;

    // The oid differs between the databases on one server, and the time at which the tables were made differs between servers.
    internal Statement Identity { get; } = new("select concat((select oid from pg_database where datname = current_database()), ' ', "
        + $"(select cast(extract(epoch from min(made_at)) * 1000000 as bigint) from {store.Dialect.Table("versions")}))");

    /// <summary>The identity of the ledger's database; null before the first check of the tables.</summary>
    // Set when the tables are checked, not on first use: by then, a caller's transaction may hold the pool's last connection.
    internal string? Database { get; set; }

    /// <summary>Returns the SQL script that creates the tables. Running it again has no effect.</summary>
    // The wait for tables is short, because other sessions queue behind it. The SQL of a released version must never change.
    internal static string Script(string schema) =>
        $"""
        begin isolation level read committed; set local lock_timeout = 0; set local statement_timeout = 0;
        select pg_advisory_xact_lock(hashtextextended('{schema}', 0));
        set local lock_timeout = '2s';
        do $schema$ begin if to_regnamespace('"{schema}"') is null then create schema "{schema}"; end if; end $schema$;
        create table if not exists "{schema}".versions (version int primary key, made_at timestamptz not null default now());
        do $migration$ begin
        if not exists (select 1 from "{schema}".versions where version = 1) then
        {LedgerTables.Script(new PostgreSqlDialect(schema))}
        insert into "{schema}".versions (version) values (1);
        end if; end $migration$;
        commit;

        """;

    /// <summary>Checks the tables once, and creates them if the options allow it.</summary>
    internal ValueTask PassAsync(CancellationToken cancellationToken) =>
        Database is null ? new(OpenAsync(isMigration: false, cancellationToken)) : default;

    // A call during a check waits for that check, so that all calls fail together.
    // isMigration: true to check the tables again, and to create them even if the options do not allow it.
    internal Task OpenAsync(bool isMigration, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (isMigration || _opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Background.Run(() => OpenAsync(isMigration || options.MigratesSchema));
                Background.Leave(_opening);
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    private async Task OpenAsync(bool mayMigrate) => Database = await store.RunAsync(
        (connection, cancel) => LookAsync(connection, mayMigrate, cancel), CancellationToken.None).ConfigureAwait(false);

    private async Task<string> LookAsync(NpgsqlConnection connection, bool mayMigrate, CancellationToken cancellationToken)
    {
        if (options.RequiresFsync && await AskAsync<string>("select current_setting('fsync')").ConfigureAwait(false) == "off")
        {
            throw Refused(
                "was not used, because its server runs with fsync=off. A power loss could then remove committed entries, and you would "
                + "pay for their jobs again. Start the server with fsync=on. If the risk is acceptable, as in tests, set "
                + "PostgreSqlLedgerOptions.RequiresFsync to false.");
        }

        if (await AskAsync<string>("select current_setting('server_encoding')").ConfigureAwait(false) is var encoding and not "UTF8")
        {
            throw Refused($"was not used, because its database has the encoding {encoding}, which cannot store every character. In the "
                + "connection string, name a database whose encoding is UTF8. To create one, run: create database "
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
            LedgerTables.Version => await AskAsync<string>(Identity.Text).ConfigureAwait(false),
            < LedgerTables.Version => throw Refused(
                (version == 0 ? "has no tables yet. " : $"has tables of version {version}, but this package uses {LedgerTables.Version}. ")
                + "Run the script that PostgreSqlJobLedger.ScriptOf returns, or set PostgreSqlLedgerOptions.MigratesSchema."),
            _ => throw Refused(
                $"has tables of version {version}, but this package supports only versions up to {LedgerTables.Version}. Use "
                + "the version of SchemaSdk.PostgreSql that created them, or a later one."),
        };

        async Task<int> VersionAsync() =>
            await AskAsync<bool>($"select to_regclass('{store.Dialect.Table("versions")}') is not null").ConfigureAwait(false)
                ? await AskAsync<int>($"select coalesce(max(version), 0) from {store.Dialect.Table("versions")}").ConfigureAwait(false) : 0;

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
                // LongestWait ends the wait if the server vanishes. It is long, because another process may be migrating large tables.
                using var script = new NpgsqlCommand(Script(options.Schema), connection) { CommandTimeout = 0 };
                await Background.WithinAsync(LongestWait, _time, script.ExecuteNonQueryAsync, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (
                exception.SqlState == PostgresErrorCodes.LockNotAvailable && _time.GetElapsedTime(begun) < LongestWait)
            {
                // Another session, such as a dump, is using a table. Retries after a pause, so that sessions behind this one can proceed.
            }

            using var rollback = new NpgsqlCommand("rollback", connection);
            await rollback.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
