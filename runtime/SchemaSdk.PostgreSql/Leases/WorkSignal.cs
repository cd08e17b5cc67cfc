using Npgsql;
using SchemaSdk.PostgreSql.Connecting;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>
/// Tells those who wait that there may be work: the database notifies one connection of this process, which begins with the first who
/// waits. A notification may be missed while that connection is lost, so nobody relies on it.
/// </summary>
internal sealed class WorkSignal(Database database, string channel, TimeSpan longest, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();

    // Never disposed: somebody may begin to wait meanwhile.
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _listening;
    private volatile ModelLedgerException? _failure;

    /// <summary>The reason why the database notifies nobody here at the moment; null if it does, or nobody has waited yet.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Waits for a notification, and no longer than the time of the options.</summary>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task next;
        lock (_gate)
        {
            _listening ??= Background.Run(ListenAsync);
            next = _next.Task;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await next.WaitAsync(longest, time, stop.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Work may have come without a notification: the lease of somebody else has ended.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The ledger is being disposed of, and nothing comes any more.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_listening is { } listening)
        {
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                // Whatever it was, as a lost connection, or a source that gives out none: who waits looks again by itself meanwhile.
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
            connection.Notification += (_, _) => Tell();
            await AskAsync(connection, $"listen {channel}", cancellationToken).ConfigureAwait(false);

            // What came before it listened was told to nobody.
            _failure = null;
            Tell();
            while (true)
            {
                if (!await IsToldAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    // Whoever only listens never hears that the other end is gone without a word.
                    await AskAsync(connection, "select 1", cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<bool> IsToldAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
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

    private void Tell()
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            (told, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }
}
