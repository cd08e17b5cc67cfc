namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Holds calls back until the tables have the version that this package uses.</summary>
internal sealed class SchemaGate(Database database, string schema, bool migrates, bool requiresFsync, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    // Never disposed: a call that is late may still want it.
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _isOpen;

    /// <summary>Looks at the tables once, and makes them where that is wanted.</summary>
    /// <exception cref="ModelLedgerException">
    /// They are missing or of a newer version, or the server does not keep what it confirms.
    /// </exception>
    internal ValueTask PassAsync(CancellationToken cancellationToken) => _isOpen ? default : OpenAsync(migrates, cancellationToken);

    /// <summary>Makes the tables, or brings them up to date.</summary>
    internal async ValueTask OpenAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen || mayMigrate)
            {
                await database.RunAsync(
                    async (connection, cancel) => await LookAsync(connection, mayMigrate, cancel).ConfigureAwait(false),
                    cancellationToken).ConfigureAwait(false);
                _isOpen = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<int> LookAsync(NpgsqlConnection connection, bool mayMigrate, CancellationToken cancellationToken)
    {
        if (requiresFsync)
        {
            await CheckFsyncAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        await CheckEncodingAsync(connection, cancellationToken).ConfigureAwait(false);
        var version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version < LedgerSchema.Version && mayMigrate)
        {
            await MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
            version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        return version == LedgerSchema.Version ? version
            : version < LedgerSchema.Version ? throw new ModelLedgerException(
                $"The ledger in PostgreSQL ({database.Words}) "
                + (version == 0 ? "has no tables yet. "
                    : $"has tables of version {version}, and this package uses {LedgerSchema.Version}. ")
                + "Run the text of PostgreSqlJobLedger.ScriptOf, or set PostgreSqlLedgerOptions.MigratesSchema.")
            {
                IsLasting = true,
            }
            : throw new ModelLedgerException(
                $"The ledger in PostgreSQL ({database.Words}) has tables of version {version}, which is newer than {LedgerSchema.Version}, "
                + "the one that this package knows. Use the SchemaSdk.PostgreSql that made them, or a later one.")
            {
                IsLasting = true,
            };
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                // Large tables take their time, and another process may be at them: a limit would only start all of it again.
                using var script = new NpgsqlCommand(LedgerSchema.Script(schema), connection) { CommandTimeout = 0 };
                await script.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == Database.Locked && time.GetElapsedTime(begun) < LongestWait)
            {
                // Another session uses a table, such as a dump, and those who wait behind this get their turn.
            }

            using var rollback = new NpgsqlCommand("rollback", connection);
            await rollback.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // No setting of a session makes up for it.
    private async Task CheckFsyncAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var fsync = new NpgsqlCommand("select current_setting('fsync')", connection);
        if (await fsync.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is "off")
        {
            throw new ModelLedgerException(
                $"The ledger in PostgreSQL ({database.Words}) was not used, since its server runs with fsync=off: a loss of power would "
                + "take lines that it has confirmed, and their jobs would be paid for again. Start the server with fsync=on. Where that "
                + "may be, as in tests, set PostgreSqlLedgerOptions.RequiresFsync to false.")
            {
                IsLasting = true,
            };
        }
    }

    // A line with a character that it lacks could not be written: not even the refusal of a job, which would be unknown then.
    private async Task CheckEncodingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var encoding = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        var name = (string)(await encoding.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        if (name != "UTF8")
        {
            throw new ModelLedgerException(
                $"The ledger in PostgreSQL ({database.Words}) was not used, since its database has the encoding {name}, which lacks "
                + "characters that lines of jobs may have. Name a database with UTF8 in the connection string. This makes one: "
                + $"create database \"{connection.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}_utf8\" template template0 "
                + "encoding 'UTF8' lc_collate 'C' lc_ctype 'C';")
            {
                IsLasting = true,
            };
        }
    }

    private async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var exists = new NpgsqlCommand($"select to_regclass('{schema}.versions') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        using var highest = new NpgsqlCommand($"select coalesce(max(version), 0) from {schema}.versions", connection);
        return (int)(await highest.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
