using Npgsql;
using NpgsqlTypes;
using SchemaSdk.InFlight;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Writing;

/// <summary>
/// The first lines whose callers have gone without an answer. One that was committed all the same would stay open unless a call comes with
/// its key, so it is followed by a line saying that nothing was sent: after growing pauses, until the database takes that.
/// </summary>
/// <param name="database">The database, which is not retried for long: the next try is a pause away.</param>
/// <param name="schema">The schema of the tables.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class Withdrawals(Database database, string schema, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // The line that this ledger has begun, and that no other call, ledger or worker has gone on with.
    private const string IsMine = "j.key = g.key and j.begun_by = g.token and j.state = 0 and j.version = 1 and j.worker is null";

    private readonly string _withdraw = $"""
        with free as (
          select g.* from unnest(@key, @token, @changed_at, @refusal, @reason) as g (key, token, changed_at, refusal, reason)
            join {schema}.jobs j on {IsMine} where {Columns.IsDurable} for update of j skip locked),
        put as (
          update {schema}.jobs j
          set state = 3, version = 2, changed_at = g.changed_at, refusal = g.refusal, refusal_reason = g.reason
          from free g where {IsMine} returning j.begun_by)
        select g.token from unnest(@key, @token) as g (key, token) join {schema}.jobs j on {IsMine} except select begun_by from put
        """;

    private readonly object _gate = new();
    private readonly Dictionary<Guid, LedgerEntry> _lines = [];
    private readonly Underway _begins = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _isRunning;

    /// <summary>Follows the line of a call, once it is known whether it may be there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="refused">The line that follows.</param>
    internal void Add(BeginCall call, LedgerEntry refused)
    {
        if (_begins.TryEnter())
        {
            _ = AddAsync(call, refused);
        }
    }

    /// <summary>Tries once more, and ends. Calls that are under way have to end by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        _begins.Close();
        await _begins.Ended.ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task AddAsync(BeginCall call, LedgerEntry refused)
    {
        await ((Task)call.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (call.Task.IsCompletedSuccessfully ? call.Task.Result is null : call.IsSent)
        {
            lock (_gate)
            {
                _lines.Add(call.Token, refused);
                if (!_isRunning)
                {
                    (_isRunning, _running) = (true, Background.Run(RunAsync));
                }
            }
        }

        _begins.Leave();
    }

    private async Task RunAsync()
    {
        for (var pause = FirstPause; Open() is { } lines; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var isLast = _stop.IsCancellationRequested;
            if (await TryAsync(lines).ConfigureAwait(false))
            {
                continue;
            }

            if (isLast)
            {
                return;
            }

            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<KeyValuePair<Guid, LedgerEntry>>? Open()
    {
        lock (_gate)
        {
            _isRunning = _lines.Count > 0;
            return _isRunning ? [.. _lines] : null;
        }
    }

    // False: some of them are still to be followed.
    private async Task<bool> TryAsync(List<KeyValuePair<Guid, LedgerEntry>> lines)
    {
        HashSet<Guid> open;
        try
        {
            open = await database.RunAsync(Limit, (connection, cancel) => WithdrawAsync(connection, lines, cancel), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever a connection of the application throws while the database is away.
            return false;
        }

        lock (_gate)
        {
            foreach (var (token, _) in lines)
            {
                _ = open.Contains(token) || _lines.Remove(token);
            }
        }

        return open.Count == 0;
    }

    private async Task<HashSet<Guid>> WithdrawAsync(
        NpgsqlConnection connection, List<KeyValuePair<Guid, LedgerEntry>> lines, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(_withdraw, connection);
        command.AddTexts("key", lines, line => line.Value.Key);
        command.AddArray("token", lines, NpgsqlDbType.Uuid, line => line.Key);
        command.AddArray("changed_at", lines, NpgsqlDbType.TimestampTz, line => line.Value.ChangedAt.UtcDateTime);
        command.AddTexts("refusal", lines, line => RefusalWords.Of(line.Value.Refusal));
        command.AddTexts("reason", lines, line => line.Value.RefusalReason);
        var open = new HashSet<Guid>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                open.Add(reader.GetGuid(0));
            }
        }

        return open;
    }
}
