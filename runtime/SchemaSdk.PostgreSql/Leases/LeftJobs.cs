using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>The jobs that processes had taken up which live no more.</summary>
internal sealed class LeftJobs(JobRows rows, string schema)
{
    private const string Held = "j.state in (0, 1, 2, 5)";

    // In the index, from each worker to the next: jobs of those who live, of which there may be many, are not read.
    private readonly string _areThere = $"""
        with recursive held (state, worker) as (
          select s.state, (
            select j.worker from {schema}.jobs j where {Held} and j.state = s.state and j.worker is not null order by j.worker limit 1)
          from (values (0::smallint), (1), (2), (5)) s (state)
          union all
          select h.state, (
            select j.worker from {schema}.jobs j where {Held} and j.state = h.state and j.worker > h.worker order by j.worker limit 1)
          from held h where h.worker is not null)
        select exists (
          select 1 from held h
          where h.worker is not null and not exists (select 1 from {schema}.workers w where w.id = h.worker and {JobRow.Lives}))
        """;

    // Nobody waits for a row that somebody else has locked: the next claim frees that job. A ledger does not free what it still works on,
    // even if its own lease has ended.
    private readonly string _free = $"""
        update {schema}.jobs j set worker = null
        where j.state in (0, 2, 5) and {Columns.IsDurable} and j.key in (
          select j.key from {schema}.jobs j
          where j.state in (0, 2, 5) and j.worker is not null and (j.worker <> @me or j.key <> all(@held))
            and not exists (select 1 from {schema}.workers w where w.id = j.worker and {JobRow.Lives})
          for update skip locked)
        """;

    /// <summary>Leaves them to others. Those that were being sent are unknown.</summary>
    internal async Task FreeAsync(NpgsqlConnection connection, LeaseKeeper leases, CancellationToken cancellationToken)
    {
        using var areThere = new NpgsqlCommand(_areThere, connection);
        if (await areThere.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
        {
            await rows.ForsakeAsync(connection, cancellationToken).ConfigureAwait(false);
            using var free = new NpgsqlCommand(_free, connection);
            free.Add("me", leases.Worker, NpgsqlDbType.Uuid);
            free.Add("held", leases.Held.All().Keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
            await free.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
