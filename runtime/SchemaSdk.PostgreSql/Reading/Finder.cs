using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;

namespace SchemaSdk.PostgreSql.Reading;

/// <summary>Looks jobs up, counts and lists them.</summary>
internal sealed class Finder(Database database, JobRows rows, string schema)
{
    private const int Page = 500;

    private readonly string _byRequest =
        $"select j.key from {schema}.jobs j where j.request_id = @id order by j.state in (2, 5, 6) desc, j.begun limit 1";

    private readonly string _count =
        $"select state, count(*), min(changed_at) from {schema}.jobs where state in (0, 1, 2, 4, 5) group by state";

    private readonly string _budgeted = $"select exists (select from {schema}.budgets)";

    /// <summary>Looks up what a group asks for, but for those that have to go alone.</summary>
    internal async Task TakeAsync(List<FindCall> calls, Patience patience)
    {
        try
        {
            var keys = calls.ConvertAll(call => call.Key).ToArray();
            var found = await database.RunAsync(
                (connection, cancel) => rows.WholeAsync(connection, keys, cancel), CancellationToken.None).ConfigureAwait(false);
            calls.ForEach(call => call.TrySetResult(found.TryGetValue(call.Key, out var row) ? row.Entry : null));
        }
        catch (Exception exception) when (patience.Leaves(calls, exception))
        {
            // One of them was refused, or cannot be read: the others do not share that.
        }
        catch (Exception exception)
        {
            // Whatever it was, nobody waits for ever.
            calls.ForEach(call => call.TrySetException(exception));
        }
    }

    /// <summary>Finds the job that has an id of the service, or else the first unknown one to which the service gave it as well.</summary>
    internal Task<LedgerEntry?> ByRequestAsync(string requestId, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, cancel) =>
        {
            using var command = new NpgsqlCommand(_byRequest, connection);
            command.Add("id", requestId, NpgsqlDbType.Text);
            if (await command.ExecuteScalarAsync(cancel).ConfigureAwait(false) is not string key)
            {
                return null;
            }

            var found = await rows.BareAsync(connection, [key], cancel).ConfigureAwait(false);
            return found.TryGetValue(key, out var row) ? row.Entry : null;
        },
        cancellationToken);

    /// <summary>Reads the next jobs in the order in which they were begun; null: those in all states.</summary>
    /// <returns>
    /// The jobs, without those that have values that cannot be read; the failure of one of these; and the place after which the next ones
    /// come; null: these were the last.
    /// </returns>
    internal Task<(List<LedgerEntry> Entries, ModelLedgerException? Unread, long? Next)> PageAsync(
        long after, LedgerState? state, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, cancel) =>
        {
            if (after == 0)
            {
                await rows.ForsakeAsync(connection, cancel).ConfigureAwait(false);
            }

            var keys = new List<string>(Page);
            var last = after;
            using (var command = new NpgsqlCommand(PageOf(state), connection))
            {
                command.Add("after", after, NpgsqlDbType.Bigint);
                var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                    {
                        keys.Add(reader.GetString(0));
                        last = reader.GetInt64(1);
                    }
                }
            }

            var unread = new List<ModelLedgerException>();
            var found = await rows.ReadableAsync(connection, keys.ToArray(), unread, cancel).ConfigureAwait(false);
            var entries = new List<LedgerEntry>(keys.Count);
            foreach (var key in keys)
            {
                if (found.TryGetValue(key, out var row))
                {
                    entries.Add(row.Entry);
                }
            }

            return (entries, unread.FirstOrDefault(), keys.Count < Page ? (long?)null : last);
        },
        cancellationToken);

    // The state stands in the text, so that each plan may use the index of the open jobs.
    private string PageOf(LedgerState? state) =>
        $"select j.key, j.begun from {schema}.jobs j where j.begun > @after{(state is { } only ? $" and j.state = {(int)only}" : "")} "
        + $"order by j.begun limit {Page}";

    /// <summary>Counts the jobs that are not at their end.</summary>
    internal Task<LedgerSummary> CountAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, cancel) =>
        {
            await rows.ForsakeAsync(connection, cancel).ConfigureAwait(false);
            var summary = new LedgerSummary();
            using var command = new NpgsqlCommand(_count, connection);
            var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancel).ConfigureAwait(false))
                {
                    var state = (LedgerState)reader.GetInt16(0);
                    summary = With(summary, state, (int)reader.GetInt64(1), JobRow.TimeOf(reader, 2));
                }
            }

            return summary;
        },
        cancellationToken);

    /// <summary>Returns true if anybody has kept a budget: it has a row from its first job on.</summary>
    internal Task<bool> HasBudgetsAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, cancel) =>
        {
            using var command = new NpgsqlCommand(_budgeted, connection);
            return (bool)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
        },
        cancellationToken);

    private static LedgerSummary With(LedgerSummary summary, LedgerState state, int count, DateTimeOffset oldest)
    {
        var counted = state switch
        {
            LedgerState.Intended => summary with { Intended = count },
            LedgerState.Sending => summary with { Sending = count },
            LedgerState.Accepted => summary with { Accepted = count },
            LedgerState.Unknown => summary with { Unknown = count },
            _ => summary with { Ended = count },
        };
        return state != LedgerState.Ended && !(oldest >= summary.OldestOpenAt) ? counted with { OldestOpenAt = oldest } : counted;
    }
}
