namespace SchemaSdk.PostgreSql;

/// <summary>
/// Signals this process's workers when another process has recorded work, and notifies other processes of the work that this process
/// records. Notifications can be lost with the connection, so workers poll as well.
/// </summary>
internal sealed class WorkListener(PostgreSqlStore store, string channel, WorkBell bell, TimeSpan longest, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // Has room for one item, so that simultaneous calls are combined into one notification.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _stop = new();   // never disposed, because a caller may still start to wait
    private Task? _listening, _notifying;
    private object? _gate;
    private volatile ModelLedgerException? _failure;

    /// <summary>Why notifications cannot be received; null if they can be received, or if no caller has waited yet.</summary>
    internal ModelLedgerException? Failure => _failure;

    internal void Begin() => LazyInitializer.EnsureInitialized(ref _listening, ref _gate, () => Background.Run(ListenAsync));

    internal void Notify()
    {
        _news.Writer.TryWrite(true);
        LazyInitializer.EnsureInitialized(ref _notifying, ref _gate, () => Background.Run(NotifyAsync));
    }

    public async ValueTask DisposeAsync()
    {
        _news.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_notifying ?? Task.CompletedTask, _listening ?? Task.CompletedTask)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task NotifyAsync()
    {
        await foreach (var _ in _news.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // Ignores any failure, because the other processes also poll for work.
            Task notifying = store.RunAsync(
                (connection, cancel) => new PostgreSqlSession(connection).RunAsync([new Statement($"notify {channel}")], cancel),
                CancellationToken.None, Limit, isOnce: true);
            await notifying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                // Catches any exception, because workers poll until notifications work.
                _failure = new(
                    $"This process gets no notifications of new work from the ledger {store.Words}: {ErrorText.Ended(exception.Message)} "
                    + $"The process polls the ledger, and will try to listen again in {longest}. If this persists, check the database.",
                    exception);
                if (exception is TimeoutException)
                {
                    store.ClearPool();
                }

                await Task.Delay(longest, time, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, _) => bell.Ring();
            await AskAsync($"listen {channel}").ConfigureAwait(false);

            // Work may have been recorded before this connection started to listen.
            _failure = null;
            bell.Ring();
            while (true)
            {
                try
                {
                    await Background.WithinAsync(Quiet, time, connection.WaitAsync, cancellationToken).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    // A connection that only listens does not notice if the server disappears.
                    await AskAsync("select 1").ConfigureAwait(false);
                }
            }
        }

        async Task AskAsync(string statement)
        {
            using var command = new NpgsqlCommand(statement, connection);
            await Background.WithinAsync(Limit, time, command.ExecuteNonQueryAsync, cancellationToken).ConfigureAwait(false);
        }
    }
}
