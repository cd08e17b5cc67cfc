using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

internal sealed partial class JobCore
{
    private int _waits;

    /// <summary>The name under which calls with the same key share this job; null if it is not shared.</summary>
    internal string? SharedAs { get; set; }

    internal override bool IsAwaited => Volatile.Read(ref _waits) > 0;

    /// <summary>Returns the exception for a stopped wait, after cancelling the job if the caller asked for that.</summary>
    internal async Task<ModelWaitCanceledException> StoppedAsync(RunOptions? options, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return Errors.Disposed();
        }

        if (options?.OnCancel != CancelBehavior.CancelJob)
        {
            return Errors.WaitCanceled(outcome: null, cancellationToken);
        }

        var (outcome, cause) = await Shared.Cancels.TryAsync(this).ConfigureAwait(false);
        return Errors.WaitCanceled(outcome, cancellationToken, cause);
    }

    /// <summary>Reads the status once, unless the job is known to have ended.</summary>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled or the client was disposed.</exception>
    // budget: how long to retry a failed read.
    internal async Task<JobStatus> LookAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        if (End is { } known)
        {
            return known.Status;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        using var end = Line.Stop.EndWithClient(stop);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var limit = new JobDeadline(Line.Time, Line.Time.GetTimestamp(), budget);
            return await new JobReads(this, limit).LookAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested ? throw Errors.WaitCanceled(outcome: null, cancellationToken)
                : Line.Stop.IsDisposed ? throw Errors.Disposed()
                : End!.Status;
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw Errors.CallThrew(exception);
        }
    }

    /// <summary>Starts a wait. Returns false if the job has ended; nothing more is then reported about it.</summary>
    internal bool BeginWait()
    {
        Interlocked.Increment(ref _waits);
        var isTold = Tell(new JobEvent(JobMoment.Awaited, this));
        if (!isTold)
        {
            Interlocked.Decrement(ref _waits);
        }

        return isTold;
    }

    // error: the exception that the waiter gets; null if it gets the result or nothing.
    internal void EndWait(Exception? error)
    {
        EndWait();
        Leave(error);
    }

    /// <summary>Ends a wait without reporting it; the caller reports the event itself.</summary>
    internal void EndWait()
    {
        if (Interlocked.Decrement(ref _waits) == 0)
        {
            Unshare();
        }
    }

    /// <summary>Releases the job if no caller waits for it, so that another process can resume it from the ledger.</summary>
    internal void Release()
    {
        if (Ledger is not null && !IsAwaited)
        {
            Unshare();
            Ledger.ReleaseAsync().Watch(Line.Settings.Log, Ledger.Key, RequestId, ModelId);
        }
    }

    // error: the exception that the caller gets; null if it gets the result or nothing.
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
        if (this is not { Ledger: { } ledger, End: { } end })
        {
            return DownloadedFiles.None;
        }

        var left = deadline.Remaining;
        using var time = new CancellationTokenSource(left > SubmitAttempt.Grace ? left : SubmitAttempt.Grace, Line.Time);
        using var recording = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Line.Stop.Disposed, time.Token);
        return await ledger.EndedAsync(
            new EndedJob
            {
                Outcome = end.Status.State,
                CostUsd = end.Answer.Content?.CostUsd,
                Answer = end.Answer.Body,
                Output = end.Answer.Content?.Output,
                Files = Shared.Files,
            },
            recording.Token,
            cancellationToken).ConfigureAwait(false);
    }

    private void Unshare()
    {
        if (SharedAs is { } name)
        {
            Shared.Waits.Unshare(name, this);
        }
    }
}
