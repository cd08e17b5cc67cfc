using System.Threading.Channels;

namespace SchemaSdk.PostgreSql;

/// <summary>
/// Rings the bell when another process has work, of which the database notifies one connection of this process; and notifies the others
/// of the work of this one. A notification may be missed while a connection is lost, so no worker relies on it.
/// </summary>
internal sealed class WorkListener(PostgreSqlStore store, string channel, WorkBell bell, TimeSpan longest, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // News of the same moment are one notification.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Never disposed: a caller may begin to wait meanwhile.
    private readonly CancellationTokenSource _stop = new();
    private Task? _listening;
    private Task? _notifying;
    private object? _gate;
    private volatile ModelLedgerException? _failure;

    /// <summary>The reason why no notifications come at the moment; null if they do, or no caller has waited yet.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Begins to listen.</summary>
    internal void Begin() => LazyInitializer.EnsureInitialized(ref _listening, ref _gate, () => Background.Run(ListenAsync));

    /// <summary>Notifies the other processes.</summary>
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
            try
            {
                await store.RunAsync(
                    (connection, cancel) => new PostgreSqlSession(connection).RunAsync([new Statement($"notify {channel}")], cancel),
                    CancellationToken.None,
                    Limit,
                    isOnce: true).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Whatever it was, the others look for work by themselves.
            }
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
                    $"The notifications of new work {store.Words} cannot be received: {exception.Message} It is tried again after "
                    + $"{longest}, and work is looked for as often. If it goes on to fail, look at the database.",
                    exception);
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

            // Work that came before it listened rang no bell.
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
                    // A connection that only listens never hears that the other end is gone without a word.
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
