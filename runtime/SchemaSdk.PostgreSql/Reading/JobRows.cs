using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Reading;

/// <summary>Reads jobs by their keys. Those whose sender lives no more are unknown before anybody sees them.</summary>
internal sealed class JobRows(string schema)
{
    private readonly string _whole = $"{JobRow.SelectWhole(schema)} where j.key = any(@keys)";
    private readonly string _bare = $"{JobRow.Select(schema)} where j.key = any(@keys)";

    // Whoever died while it sent a job has told nobody whether the service has it.
    private readonly string _forsake = $"""
        update {schema}.jobs j
        set state = 4, version = j.version + 1, changed_at = now(), worker = null, token = gen_random_uuid()
        where j.state = 1 and not exists (select 1 from {schema}.workers w where w.id = j.worker and {JobRow.Lives})
          and {Columns.IsDurable}
        """;

    /// <summary>Reads whole jobs.</summary>
    internal Task<Dictionary<string, JobRow>> WholeAsync(
        NpgsqlConnection connection, string[] keys, CancellationToken cancellationToken) =>
        ReadAsync(connection, _whole, keys, cancellationToken);

    /// <summary>Reads jobs without their inputs and results.</summary>
    internal Task<Dictionary<string, JobRow>> BareAsync(
        NpgsqlConnection connection, string[] keys, CancellationToken cancellationToken) =>
        ReadAsync(connection, _bare, keys, cancellationToken);

    /// <summary>Makes every job unknown that was being sent by a process that lives no more.</summary>
    internal async Task ForsakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(_forsake, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, JobRow>> ReadAsync(
        NpgsqlConnection connection, string query, string[] keys, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(connection, query, keys, cancellationToken).ConfigureAwait(false);
        var isForsaken = false;
        foreach (var row in rows.Values)
        {
            isForsaken |= row.IsForsaken;
        }

        if (!isForsaken)
        {
            return rows;
        }

        await ForsakeAsync(connection, cancellationToken).ConfigureAwait(false);
        return await QueryAsync(connection, query, keys, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, JobRow>> QueryAsync(
        NpgsqlConnection connection, string query, string[] keys, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, JobRow>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(query, connection);
        command.Add("keys", keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var row = JobRow.Read(reader);
                rows.Add(row.Entry.Key, row);
            }
        }

        return rows;
    }
}
