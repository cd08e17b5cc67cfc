using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Compacts a ledger when that is due or asked for, once at a time.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="jobs">The jobs.</param>
/// <param name="time">The clock.</param>
/// <param name="compacted">Returns the length that the last compaction left. Called by the thread that writes, or by what compacts.</param>
/// <param name="run">Compacts.</param>
internal sealed class LedgerKeeper(
    string path, LedgerJobs jobs, TimeProvider time, Func<long> compacted, Func<LedgerRetention, CancellationToken, Task> run)
{
    // It is looked at again after the file has grown by this, and by a part of it.
    private const long MinStep = 64 << 10;
    private const int Part = 8;

    // One that failed is tried again after such a time, too: a full disk may have room long before the file has grown.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();

    // Written by the thread that writes, and by what compacts.
    private long _next;

    // Written while nothing is compacted, or by what compacts.
    private TimeSpan? _pause;
    private long _failedAt;
    private Task<ModelLedgerException?> _compaction = Task.FromResult<ModelLedgerException?>(null);
    private Task _automatic = Task.CompletedTask;

    /// <summary>The reason why the last compaction failed; null if it did not.</summary>
    internal ModelLedgerException? Failure { get; private set; }

    /// <summary>Looks if the file is to be compacted. Called after each write, by one thread.</summary>
    /// <param name="length">The length of the file.</param>
    /// <param name="retention">Says what is kept.</param>
    /// <param name="failed">Called if it fails.</param>
    internal void Grown(long length, LedgerRetention retention, Action<ModelLedgerException>? failed)
    {
        if (!_automatic.IsCompleted
            || (length < Volatile.Read(ref _next) && !(_pause is { } pause && time.GetElapsedTime(_failedAt) >= pause)))
        {
            return;
        }

        try
        {
            LookAfter(length);
            if (_end.IsCancellationRequested || !retention.IsDue(jobs, length, compacted()))
            {
                _pause = null;
            }
            else
            {
                _compaction = Task.Run(() => TryCompactAsync(retention));
                _automatic = TellAsync(_compaction, failed);
            }
        }
        catch (Exception exception)
        {
            // Whatever it was, as too little memory to list all jobs: it would end the thread that writes, and the process with it.
            _automatic = TellAsync(Task.FromResult<ModelLedgerException?>(Failed(exception)), failed);
        }
    }

    internal async Task CompactAsync(LedgerRetention retention, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        await _turn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            // Whoever ends it may have had the turn just before.
            either.Token.ThrowIfCancellationRequested();
            await run(retention, either.Token).ConfigureAwait(false);
            Failure = null;
            LookAfter(compacted());
        }
        catch (ModelLedgerException exception)
        {
            Failure = exception;
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever it was, as too little memory.
            throw Failure = NotCompacted(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends what runs, and waits for that. It waits for nobody who is told of a failure: they may be who ends it.</summary>
    internal async Task EndAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        _turn.Release();
        await _compaction.ConfigureAwait(false);
    }

    /// <inheritdoc cref="EndAsync" />
    internal void End()
    {
        _end.Cancel();
        _turn.Wait();
        _turn.Release();
        _compaction.GetAwaiter().GetResult();
    }

    /// <returns>The reason why it failed; null if it did not, or was ended.</returns>
    private async Task<ModelLedgerException?> TryCompactAsync(LedgerRetention retention)
    {
        try
        {
            await CompactAsync(retention, _end.Token).ConfigureAwait(false);
            _pause = null;
            return null;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return null;   // the ledger is being disposed of
        }
        catch (Exception exception)
        {
            // Whatever it was, as too little memory: nobody else would hear of it before the ledger is disposed of.
            return Failed(exception);
        }
    }

    private ModelLedgerException Failed(Exception exception)
    {
        var twice = 2 * _pause ?? FirstPause;
        (_pause, _failedAt) = (twice < LongestPause ? twice : LongestPause, time.GetTimestamp());
        return exception as ModelLedgerException ?? (Failure = NotCompacted(exception));
    }

    private ModelLedgerException NotCompacted(Exception cause) => new(
        $"The ledger '{path}' could not be compacted: {ErrorText.Ended(cause.Message)} It goes on as it is, and grows.", cause);

    private void LookAfter(long length) => Volatile.Write(ref _next, length + Math.Max(MinStep, length / Part));

    // No job fails by it.
    private async Task TellAsync(Task<ModelLedgerException?> compaction, Action<ModelLedgerException>? failed)
    {
        // Never by the thread that writes: whoever is told may dispose of the ledger, which waits for that thread.
        if (await compaction.ConfigureAwait(ConfigureAwaitOptions.ForceYielding) is not { } exception)
        {
            return;
        }

        try
        {
            failed?.Invoke(exception);
        }
        catch (Exception thrown)
        {
            // Whatever the application throws: nobody waits for this, and the failure shows it.
            Failure = new ModelLedgerException(
                $"{exception.Message} CompactionFailed was told, and threw {thrown.GetType().Name}: {thrown.Message}", thrown);
        }
    }
}
