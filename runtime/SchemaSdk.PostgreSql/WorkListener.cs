using System.Threading.Channels;

namespace SchemaSdk.PostgreSql;

/// <summary>
/// Rings the bell when another process has work, of which the database notifies one connection of this process; and notifies the others
/// of the work of this one. A notification may be missed while a connection is lost, so no worker relies on it.
/// </summary>
internal sealed class WorkListener : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly PostgreSqlStore _store;
    private readonly string _channel;
    private readonly WorkBell _bell;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _time;
    private readonly Lazy<Task> _listening;
    private readonly Lazy<Task> _notifying;

    // News of the same moment are one notification.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Never disposed: a caller may begin to wait meanwhile.
    private readonly CancellationTokenSource _stop = new();
    private volatile ModelLedgerException? _failure;

    internal WorkListener(PostgreSqlStore store, string channel, WorkBell bell, TimeSpan longest, TimeProvider time)
    {
        (_store, _channel, _bell, _longest, _time) = (store, channel, bell, longest, time);
        _listening = new(() => Background.Run(ListenAsync));
        _notifying = new(() => Background.Run(NotifyAsync));
    }

    /// <summary>The reason why no notifications come at the moment; null if they do, or no caller has waited yet.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Begins to listen.</summary>
    internal void Begin() => _ = _listening.Value;

    /// <summary>Notifies the other processes.</summary>
    internal void Notify()
    {
        _news.Writer.TryWrite(true);
        _ = _notifying.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _news.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _notifying.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _listening.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task NotifyAsync()
    {
        await foreach (var _ in _news.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                var notify = new Statement("select pg_notify($1, '')", SqlValue.Of(_channel));
                await _store.RunAsync(
                    (connection, cancel) => new PostgreSqlSession(connection).RunAsync([notify], cancel),
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
                    $"The notifications of new work {_store.Words} cannot be received: {exception.Message} It is tried again after "
                    + $"{_longest}, and work is looked for as often. If it goes on to fail, look at the database.",
                    exception);
                await Task.Delay(_longest, _time, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        var connection = await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, _) => _bell.Ring();
            await AskAsync($"listen {_channel}").ConfigureAwait(false);

            // Work that came before it listened rang no bell.
            _failure = null;
            _bell.Ring();
            while (true)
            {
                try
                {
                    await Background.WithinAsync(Quiet, _time, connection.WaitAsync, cancellationToken).ConfigureAwait(false);
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
            await Background.WithinAsync(Limit, _time, command.ExecuteNonQueryAsync, cancellationToken).ConfigureAwait(false);
        }
    }
}
