namespace SchemaSdk.Jobs;

internal sealed partial class JobCore
{
    private readonly bool _leavesDelivery = options?.LeavesDelivery == true;
    private int _waits;

    // Calls with LeavesDelivery share waits only with each other, so their name ends with a line break, which no key contains.
    private string? ShareName => OwnKey is { } own ? ShareNameOf(own, _leavesDelivery) : null;

    internal static string ShareNameOf(string key, bool leavesDelivery) => leavesDelivery ? $"{key}\n" : key;

    internal override bool IsAwaited => Volatile.Read(ref _waits) > 0;

    /// <summary>Cancels the job if the caller asked for this, and returns the exception for the stopped wait.</summary>
    internal async Task<ModelWaitCanceledException> StoppedAsync(RunOptions? options, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested || options?.OnCancel != CancelBehavior.CancelJob)
        {
            return Errors.Stopped(outcome: null, cancellationToken);
        }

        try
        {
            var outcome = await CancelAsync(CancellationToken.None).ConfigureAwait(false);
            return Errors.WaitCanceled(outcome, cancellationToken);
        }
        catch (Exception exception)
        {
            return Errors.WaitCanceled(CancelOutcome.Unconfirmed, cancellationToken, exception);
        }
    }

    internal Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken) =>
        CallAsync(stop => Shared.Cancels.AskAsync(this, stop), CancelOutcome.Unconfirmed, cancellationToken);

    /// <summary>Reads the status once, unless the job is known to have ended.</summary>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled or the client was disposed.</exception>
    internal async Task<JobStatus> LookAsync(TimeSpan retryTime, CancellationToken cancellationToken)
    {
        try
        {
            return End ?? await CallAsync(ReadAsync, outcome: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelException) when (End is not null)
        {
            // Another call has learned that the job has ended, and the cancellation of this read may have caused the error.
            return End!;
        }

        async Task<JobStatus> ReadAsync(CancellationToken call)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, _ended.Token);
            return await new JobReads(this).LookAsync(retryTime, stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a call for the job. The call ends if the client is disposed.</summary>
    // outcome: the cancel outcome to report if the call is stopped; null if the call does not cancel the job.
    internal async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancelOutcome? outcome, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = Access.Stop.EndWithClient(stop);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            return await call(stop.Token).ConfigureAwait(false);
        }
        catch (ModelConfigurationException exception)
        {
            throw Errors.Token(exception);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || Access.Stop.IsDisposed)
        {
            throw Errors.Stopped(outcome, cancellationToken);
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw Errors.CallThrew(exception);
        }
    }

    /// <summary>Starts a wait and reports it. If the job has ended, does nothing and returns false.</summary>
    internal bool BeginWait()
    {
        Interlocked.Increment(ref _waits);
        if (Tell(new JobEvent(JobMoment.Awaited, this)))
        {
            Share(adds: true);
            return true;
        }

        EndWait();
        return false;
    }

    internal void EndWait()
    {
        if (Interlocked.Decrement(ref _waits) == 0)
        {
            Unshare();
            Volatile.Read(ref _poll)?.Leave();
        }
    }

    /// <summary>Releases the job if no caller is waiting for it, so that another process can resume it from the ledger.</summary>
    internal void Release()
    {
        if (Ledger is not null && !IsAwaited)
        {
            Unshare();
            Ledger.ReleaseAsync().Watch(Access.Settings.Log, Ledger.Key, RequestId, ModelId);
        }
    }

    internal void Leave(Exception? error)
    {
        if (error is not null || End is null)
        {
            Tell(new JobEvent(JobMoment.Left, this) { Error = error });
        }
    }

    /// <summary>Records the end if the job has a ledger, and downloads the result's files if the ledger is set up to do so.</summary>
    internal async ValueTask<DownloadedFiles> RecordedAsync(JobDeadline deadline, CancellationToken cancellationToken)
    {
        if (this is not { Ledger: { } ledger, End: { } end, EndAnswer: { Content: var content } answer })
        {
            return DownloadedFiles.None;
        }

        // If the application's clock throws, the wait for the ledger has no timeout, but the caller still gets the result.
        using var time = Quietly.Make(() => new CancellationTokenSource(SubmitAttempt.AtLeastGrace(deadline.Remaining), Access.Time));
        using var recording = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time?.Token ?? default);
        using var ending = Access.Stop.EndWithClient(recording);
        var ended = new EndedJob
        { Outcome = end.State, CostUsd = content?.CostUsd, Answer = answer.Body, Output = content?.Output, Files = Shared.Files };
        return await ledger.EndedAsync(ended, recording.Token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the job that all calls with the same key share while they wait; this job if none is shared.</summary>
    internal JobCore Share(bool adds) => ShareName is not { } name ? this
        : adds ? Shared.Waited.GetOrAdd(name, this)
        : Shared.Waited.GetValueOrDefault(name, this);

    internal void Unshare()
    {
        if (ShareName is { } name)
        {
            Shared.Waited.TryRemove(KeyValuePair.Create(name, this));
        }
    }
}
