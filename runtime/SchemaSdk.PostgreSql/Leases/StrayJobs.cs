using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>
/// The jobs that the database has as those of this ledger, and of which it does not know: a claim was committed, and its answer lost.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="schema">The schema of the tables.</param>
/// <param name="worker">The id of this ledger among those that share the database.</param>
/// <param name="held">The jobs of which it knows.</param>
internal sealed class StrayJobs(Database database, string schema, Guid worker, HeldJobs held)
{
    private readonly string _find = $"""
        select j.key, j.epoch, j.claim from {schema}.jobs j
        where j.worker = @me and j.state in (0, 2, 5) and not exists (select 1 from unnest(@known) as k (key) where k.key = j.key)
        """;

    /// <summary>Takes note of them as of those that are still to be given back.</summary>
    internal async Task LeaveAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        held.LeaveStray(await database.RunOnceAsync(limit, FindAsync, cancellationToken).ConfigureAwait(false));

    private async Task<List<(string Key, long Epoch, Guid? Claim)>> FindAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var found = new List<(string, long, Guid?)>();
        using var command = new NpgsqlCommand(_find, connection);
        command.Add("me", worker, NpgsqlDbType.Uuid);
        command.Add("known", held.Known(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found.Add((reader.GetString(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetGuid(2)));
            }
        }

        return found;
    }
}
