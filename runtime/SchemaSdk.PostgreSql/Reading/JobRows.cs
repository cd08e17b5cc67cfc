using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Reading;

/// <summary>Reads jobs by their keys. Those whose sender lives no more are unknown before anybody sees them.</summary>
internal sealed class JobRows(string schema)
{
    private readonly string _whole = $"{JobRow.SelectWhole(schema)} where j.key = any(@keys)";
    private readonly string _bare = $"{JobRow.Select(schema)} where j.key = any(@keys)";

    // The patience is for this row alone: what comes after it in the transaction waits as long as it otherwise does.
    private readonly string _lockOne = $"""
        select j.key, j.version from {schema}.jobs j, {Columns.Settings}
          where s.patience is not null and j.key = any(@keys) for no key update of j;
        set local lock_timeout to default
        """;

    private readonly string _lockFree =
        $"select key, version from {schema}.jobs where key = any(@keys) for no key update skip locked";

    private readonly string _forsakeAll = Forsake(schema, "true");
    private readonly string _forsakeThese = Forsake(schema, "j.key = any(@keys)");

    /// <summary>Reads whole jobs.</summary>
    internal Task<Dictionary<string, JobRow>> WholeAsync(
        NpgsqlConnection connection, string[] keys, CancellationToken cancellationToken) =>
        ReadAsync(connection, _whole, keys, unread: null, cancellationToken);

    /// <summary>Reads jobs without their inputs and results.</summary>
    internal Task<Dictionary<string, JobRow>> BareAsync(
        NpgsqlConnection connection, string[] keys, CancellationToken cancellationToken) =>
        ReadAsync(connection, _bare, keys, unread: null, cancellationToken);

    /// <summary>Same, but leaves out those with values that cannot be read.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="unread">Gets the failures of those that are left out.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    internal Task<Dictionary<string, JobRow>> ReadableAsync(
        NpgsqlConnection connection, string[] keys, List<ModelLedgerException> unread, CancellationToken cancellationToken) =>
        ReadAsync(connection, _bare, keys, unread, cancellationToken);

    /// <summary>
    /// Locks jobs until the end of the transaction: of several, those that nobody else has locked. One alone is waited for.
    /// </summary>
    /// <returns>The versions of those that are locked now.</returns>
    internal async Task<Dictionary<string, int>> LockAsync(
        NpgsqlConnection connection, string[] keys, Patience patience, CancellationToken cancellationToken)
    {
        var locked = new Dictionary<string, int>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(keys.Length == 1 ? _lockOne : _lockFree, connection);
        command.Add("keys", keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
        if (keys.Length == 1)
        {
            command.AddPatience(patience);
        }

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                locked.Add(reader.GetString(0), reader.GetInt32(1));
            }
        }

        return locked;
    }

    /// <summary>Makes every job unknown that was being sent by a process that lives no more.</summary>
    internal async Task ForsakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(_forsakeAll, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // unread: gets the failures of rows with values that cannot be read; null: the first of them is thrown.
    private async Task<Dictionary<string, JobRow>> ReadAsync(
        NpgsqlConnection connection, string query, string[] keys, List<ModelLedgerException>? unread, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(connection, query, keys, unread, cancellationToken).ConfigureAwait(false);
        var forsaken = ForsakenOf(rows);
        if (forsaken.Length == 0)
        {
            return rows;
        }

        // Only these: the transaction may be that of a caller, and would keep the others locked as long as it takes.
        using (var command = new NpgsqlCommand(_forsakeThese, connection))
        {
            command.Add("keys", forsaken, NpgsqlDbType.Array | NpgsqlDbType.Text);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        unread?.Clear();
        rows = await QueryAsync(connection, query, keys, unread, cancellationToken).ConfigureAwait(false);
        foreach (var key in ForsakenOf(rows))
        {
            // Somebody else has it locked, as one who makes it unknown in a transaction.
            rows[key] = rows[key].AsUnknown();
        }

        return rows;
    }

    private static string[] ForsakenOf(Dictionary<string, JobRow> rows) =>
        [.. rows.Values.Where(row => row.IsForsaken).Select(row => row.Entry.Key)];

    // Whoever died while it sent a job has told nobody whether the service has it. Nobody waits for a row that somebody else has locked:
    // whoever looks next makes that one unknown.
    private static string Forsake(string schema, string which) =>
        $"""
        update {schema}.jobs j
        set state = 4, version = j.version + 1, changed_at = now(), worker = null, token = gen_random_uuid()
        where j.state = 1 and {Columns.IsDurable} and j.key in (
          select j.key from {schema}.jobs j
          where j.state = 1 and {which} and not exists (select 1 from {schema}.workers w where w.id = j.worker and {JobRow.Lives})
          for update skip locked)
        """;

    private async Task<Dictionary<string, JobRow>> QueryAsync(
        NpgsqlConnection connection, string query, string[] keys, List<ModelLedgerException>? unread, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, JobRow>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(query, connection);
        command.Add("keys", keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    var row = JobRow.Read(reader, schema);
                    rows.Add(row.Entry.Key, row);
                }
                catch (ModelLedgerException exception) when (unread is not null)
                {
                    unread.Add(exception);
                }
            }
        }

        return rows;
    }
}
