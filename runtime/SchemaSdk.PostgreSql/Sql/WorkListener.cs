using SchemaSdk.Durable.Calls;

namespace SchemaSdk.PostgreSql.Sql;

/// <summary>
/// Rings the bell when another process has work, of which the database notifies one connection of this process; and notifies the others
/// of the work of this one. A notification may be missed while a connection is lost, so no worker relies on it.
/// </summary>
internal sealed class WorkListener(Database database, string channel, WorkBell bell, TimeSpan longest, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();

    // Never disposed: a caller may begin to wait meanwhile.
    private readonly CancellationTokenSource _stop = new();
    private Task? _listening;
    private Task _notifying = Task.CompletedTask;
    private bool _isNews;
    private volatile ModelLedgerException? _failure;

    /// <summary>The reason why no notifications come at the moment; null if they do, or no caller has waited yet.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Begins to listen.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            _listening ??= Background.Run(ListenAsync);
        }
    }

    /// <summary>Notifies the other processes. Calls of the same moment are one notification.</summary>
    internal void Notify()
    {
        lock (_gate)
        {
            _isNews = true;
            if (_notifying.IsCompleted)
            {
                _notifying = Background.Run(NotifyAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _notifying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_listening is { } listening)
        {
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task NotifyAsync()
    {
        while (TakeNews())
        {
            try
            {
                await database.RunOnceAsync(
                    Limit,
                    async (connection, cancel) =>
                    {
                        await AskAsync(connection, $"notify {channel}", cancel).ConfigureAwait(false);
                        return true;
                    },
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (ModelLedgerException)
            {
                // The others look for work by themselves.
                return;
            }
        }
    }

    private bool TakeNews()
    {
        lock (_gate)
        {
            (var isNews, _isNews) = (_isNews, false);
            return isNews;
        }
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested)
            {
                // Whatever it was, as a lost connection, or a source that gives out none: who waits looks again meanwhile.
                _failure = new(
                    $"The notifications of new work in PostgreSQL ({database.Words}) cannot be received: {exception.Message} It is tried "
                    + $"again after {longest}, and work is looked for as often. If it goes on to fail, look at the database.",
                    exception);
                await Task.Delay(longest, time, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, _) => bell.Ring();
            await AskAsync(connection, $"listen {channel}", cancellationToken).ConfigureAwait(false);

            // Work that came before it listened rang no bell.
            _failure = null;
            bell.Ring();
            while (true)
            {
                if (!await IsNotifiedAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    // A connection that only listens never hears that the other end is gone without a word.
                    await AskAsync(connection, "select 1", cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<bool> IsNotifiedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(Quiet, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        try
        {
            await connection.WaitAsync(stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task AskAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The answer takes longer than {Limit}.");
        }
    }
}
