namespace SchemaSdk.Durable.Retention;

/// <summary>Takes out what is kept no longer, from the first use of the ledger on and again after each interval.</summary>
/// <param name="isNeeded">Whether anything is ever taken out.</param>
/// <param name="takeOut">Takes it out.</param>
/// <param name="words">The place of the ledger in words, for errors.</param>
/// <param name="time">The clock of the interval.</param>
internal sealed class RetentionRounds(bool isNeeded, Func<CancellationToken, Task> takeOut, string words, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;
    private ModelLedgerException? _failure;

    /// <summary>The reason why the last round failed; null if it did not.</summary>
    internal ModelLedgerException? Failure => Volatile.Read(ref _failure);

    /// <summary>Begins the rounds, if they have not begun yet.</summary>
    internal void Begin()
    {
        if (isNeeded && Volatile.Read(ref _running) is null)
        {
            lock (_gate)
            {
                _running ??= _stop.IsCancellationRequested ? Task.CompletedTask : Background.Run(RunAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            _stop.Cancel();
            running = _running;
        }

        if (running is not null)
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await takeOut(_stop.Token).ConfigureAwait(false);
                Volatile.Write(ref _failure, null);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was, no job fails by it, and the next round tries again.
                Volatile.Write(ref _failure, exception as ModelLedgerException ?? Failed(exception));
            }

            await Task.Delay(Interval, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ModelLedgerException Failed(Exception exception) => new(
        $"What is kept no longer could not be taken out of the ledger {words}: {exception.Message} It is tried again "
        + "after 10 minutes. If it goes on to fail, look at the exception behind this one.",
        exception);
}
