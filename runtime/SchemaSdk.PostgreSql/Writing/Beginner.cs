using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Writing;

/// <summary>Puts the first lines of jobs down, many with one commit.</summary>
internal sealed class Beginner(Database database, JobRows rows, string schema, string channel)
{
    // Jobs are looked up with their inputs and results, which may be large.
    private const int Portion = 32;

    private readonly string _statement = Statement(schema);

    /// <summary>Puts a group down, and tells each what became of it, but for those that have to go alone.</summary>
    internal async Task TakeAsync(List<BeginCall> calls, Patience patience)
    {
        try
        {
            await database.RunAsync(
                async (connection, cancel) =>
                {
                    // Of those whose lines are committed, nothing is left to do if the connection was lost later.
                    var open = calls.FindAll(call => !call.IsTold);
                    await PutAsync(connection, open, patience, cancel).ConfigureAwait(false);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (patience.Leaves(calls, exception))
        {
            // One of them was refused, cannot be written, or waits for a transaction of somebody else: the others do not share that.
        }
        catch (Exception exception)
        {
            // Whatever it was, nobody waits for ever.
            calls.ForEach(call => call.TrySetException(exception));
        }
    }

    /// <summary>Puts one line down in a transaction of somebody else.</summary>
    internal Task PutAsync(NpgsqlConnection connection, BeginCall call, CancellationToken cancellationToken) =>
        PutAsync(connection, [call], patience: null, cancellationToken);

    private async Task PutAsync(
        NpgsqlConnection connection, List<BeginCall> calls, Patience? patience, CancellationToken cancellationToken)
    {
        var put = await InsertAsync(connection, calls, patience, cancellationToken).ConfigureAwait(false);

        // They are told first: their lines are committed, even if the others cannot be looked up any more.
        calls.FindAll(call => put.Contains(call.Token)).ForEach(call => call.TrySetResult(null));
        var others = calls.FindAll(call => !put.Contains(call.Token));
        for (var at = 0; at < others.Count; at += Portion)
        {
            await TellKnownAsync(connection, others.GetRange(at, Math.Min(Portion, others.Count - at)), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task TellKnownAsync(NpgsqlConnection connection, List<BeginCall> calls, CancellationToken cancellationToken)
    {
        var keys = calls.ConvertAll(call => call.Key).ToArray();
        var known = await rows.WholeAsync(connection, keys, cancellationToken).ConfigureAwait(false);
        foreach (var call in calls)
        {
            if (!known.TryGetValue(call.Key, out var row))
            {
                call.TrySetException(new ModelLedgerException(
                    $"The job '{call.Key}' was removed from the ledger in PostgreSQL while it was looked up. Begin it again."));
            }
            else
            {
                // It is that of this call if the connection was lost after the commit.
                call.TrySetResult(row.BegunBy == call.Token ? null : row.Entry);
            }
        }
    }

    private async Task<HashSet<Guid>> InsertAsync(
        NpgsqlConnection connection, List<BeginCall> calls, Patience? patience, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(_statement, connection);
        command.AddPatience(patience);
        command.Add("channel", channel, NpgsqlDbType.Text);
        command.AddTexts("key", calls, call => call.Key);
        command.AddTexts("model", calls, call => call.Entry.ModelId);
        command.AddTexts("hash", calls, call => call.Entry.InputHash);
        command.AddTexts("service", calls, call => call.Entry.Service);
        command.AddArray("queued", calls, NpgsqlDbType.Boolean, call => call.Entry.IsQueued);
        command.AddArray("changed_at", calls, NpgsqlDbType.TimestampTz, call => call.Entry.ChangedAt.UtcDateTime);
        command.AddArray("price", calls, NpgsqlDbType.Numeric, call => call.Entry.PriceUsd);
        command.AddArray("token", calls, NpgsqlDbType.Uuid, call => call.Token);
        command.AddArray("input", calls, NpgsqlDbType.Bytea, call => Columns.Bytes(call.Entry.Input));
        calls.ForEach(call => call.IsSent = true);
        var put = new HashSet<Guid>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                put.Add(reader.GetGuid(0));
            }
        }

        return put;
    }

    private static string Statement(string schema) =>
        $"""
        with given as materialized (
          select g.* from {Columns.Settings},
            unnest(@key, @model, @hash, @service, @queued, @changed_at, @price, @token, @input)
              as g (key, model, hash, service, queued, changed_at, price, token, input)
          where s.patience is not null and s.durable is not null),
        put as (
          insert into {schema}.jobs
            (key, model, input_hash, service, queued, state, version, changed_at, attempts, price_usd, begun_by, token, input)
          select key, model, hash, service, queued, 0, 1, changed_at, 0, price, token, token, input from given order by key
          on conflict (key) do nothing
          returning begun_by, queued),
        told as (select pg_notify(@channel, '') from put where queued limit 1)
        select begun_by, (select count(*) from told) from put
        """;
}
