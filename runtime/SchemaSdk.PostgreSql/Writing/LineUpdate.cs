using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Writing;

/// <summary>The one statement that changes jobs: each line of a group is put down if the row is as its writer knows it, else not.</summary>
/// <param name="schema">The schema of the tables.</param>
/// <param name="channel">The channel on which work is told of.</param>
/// <param name="worker">The id of this ledger among those that share the database.</param>
internal sealed class LineUpdate(string schema, string channel, Guid worker)
{
    private readonly string _statement = Statement(schema);

    /// <summary>Runs it.</summary>
    /// <returns>The tokens of the lines that were put down, with the epochs of their jobs.</returns>
    internal async Task<Dictionary<Guid, long>> RunAsync(
        NpgsqlConnection connection, List<RecordCall> calls, Patience? patience, CancellationToken cancellationToken)
    {
        var put = new Dictionary<Guid, long>();
        if (calls.Count == 0)
        {
            return put;
        }

        using var command = new NpgsqlCommand(_statement, connection);
        command.AddPatience(patience);
        AddTo(command, calls);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                put.Add(reader.GetGuid(0), reader.GetInt64(1));
            }
        }

        return put;
    }

    private void AddTo(NpgsqlCommand command, List<RecordCall> calls)
    {
        command.Add("me", worker, NpgsqlDbType.Uuid);
        command.Add("channel", channel, NpgsqlDbType.Text);
        command.AddTexts("key", calls, call => call.Key);
        command.AddArray("version", calls, NpgsqlDbType.Integer, call => call.Entry.Version);
        command.AddArray("epoch", calls, NpgsqlDbType.Bigint, call => call.Entry.Epoch);
        command.AddArray("state", calls, NpgsqlDbType.Smallint, call => (short)call.Entry.State);
        command.AddArray("changed_at", calls, NpgsqlDbType.TimestampTz, call => call.Entry.ChangedAt.UtcDateTime);
        command.AddArray("attempts", calls, NpgsqlDbType.Integer, call => call.Entry.Attempts);
        command.AddArray("sent_at", calls, NpgsqlDbType.TimestampTz, call => call.Entry.SentAt?.UtcDateTime);
        command.AddArray("queued", calls, NpgsqlDbType.Boolean, call => call.Entry.IsQueued);
        command.AddTexts("service", calls, call => call.Entry.Service);
        command.AddTexts("request_id", calls, call => call.Entry.RequestId);
        command.AddTexts("outcome", calls, call => OutcomeWords.Of(call.Entry.Outcome));
        command.AddArray("cost", calls, NpgsqlDbType.Numeric, call => call.Entry.CostUsd);
        command.AddArray("price", calls, NpgsqlDbType.Numeric, call => call.Entry.PriceUsd);
        command.AddTexts("settled_by", calls, call => call.Entry.SettledBy);
        command.AddArray("settled_at", calls, NpgsqlDbType.TimestampTz, call => call.Entry.SettledAt?.UtcDateTime);
        command.AddTexts("files", calls, call => FileList.Write(call.Entry.Files));
        command.AddArray("result", calls, NpgsqlDbType.Bytea, call => Columns.Bytes(call.Entry.Result));
        command.AddTexts("refusal", calls, call => IsRefused(call) ? RefusalWords.Of(call.Entry.Refusal) : null);
        command.AddTexts("refusal_reason", calls, call => IsRefused(call) ? call.Entry.RefusalReason : null);
        command.AddTexts("files_error", calls, call => call.Entry.FilesError);
        command.AddArray("input", calls, NpgsqlDbType.Bytea, call => Columns.Bytes(InputOf(call.Entry)));
        command.AddArray("token", calls, NpgsqlDbType.Uuid, call => call.Token);
    }

    private static bool IsRefused(RecordCall call) => call.Entry.State == LedgerState.Refused;

    // One that is to be submitted again may have been begun by somebody who kept no inputs.
    private static ReadOnlyMemory<byte> InputOf(LedgerEntry entry) => entry.State == LedgerState.Intended ? entry.Input : default;

    // States 2 and 5: an accepted job keeps its id. A line with another one is that of a job that was forgotten before this one was begun.
    // An epoch is also that of its writer if it is the one before this ledger took the job up by sending it: nobody told the writer then.
    private static string Statement(string schema) =>
        $"""
        with given as materialized (
          select g.* from {Columns.Settings},
            unnest(@key, @version, @epoch, @state, @changed_at, @attempts, @sent_at, @queued, @service, @request_id, @outcome, @cost,
                   @price, @settled_by, @settled_at, @refusal, @refusal_reason, @files, @files_error, @input, @result, @token)
              as g (key, version, epoch, state, changed_at, attempts, sent_at, queued, service, request_id, outcome, cost,
                    price, settled_by, settled_at, refusal, refusal_reason, files, files_error, input, result, token)
          where s.patience is not null and s.durable is not null),
        put as (
          update {schema}.jobs j set
            state = g.state, version = g.version, changed_at = g.changed_at, attempts = g.attempts, sent_at = g.sent_at,
            request_id = g.request_id, outcome = g.outcome, cost_usd = g.cost, price_usd = g.price, settled_by = g.settled_by,
            settled_at = g.settled_at, refusal = g.refusal, refusal_reason = g.refusal_reason,
            files = g.files, files_error = g.files_error, token = g.token, queued = j.queued or g.queued,
            input = coalesce(g.input, j.input), result = coalesce(g.result, j.result), service = coalesce(j.service, g.service),
            worker = case g.state when 1 then @me when 3 then null when 4 then null when 6 then null else j.worker end,
            epoch = case when g.state = 1 and j.worker is distinct from @me then j.epoch + 1 else j.epoch end,
            taken_by = case when g.state = 1 and j.worker is distinct from @me then @me else j.taken_by end,
            taken_from = case when g.state = 1 and j.worker is distinct from @me then j.epoch else j.taken_from end,
            place = case g.state when 0 then nextval('{schema}.places') else j.place end,
            reserved_at = case g.state when 1 then clock_timestamp() else j.reserved_at end
          from given g
          where j.key = g.key and j.version = g.version - 1 and {schema}.may_become(j.state, g.state)
            and (j.state not in (2, 5) or j.request_id is null or j.request_id = g.request_id)
            and (j.epoch = g.epoch or (j.taken_by = @me and j.taken_from = g.epoch))
            and (g.state <> 1 or j.worker is null or j.worker = @me
              or not exists (select 1 from {schema}.workers w where w.id = j.worker and {JobRow.Lives}))
          returning g.token, j.epoch, j.state = 0 and j.queued and j.worker is null as is_work),
        told as (select pg_notify(@channel, '') from put where is_work limit 1)
        select token, epoch, (select count(*) from told) from put
        """;
}
