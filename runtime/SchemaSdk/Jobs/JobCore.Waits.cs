using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>The waits for a job.</content>
internal sealed partial class JobCore
{
    private int _waits;

    /// <summary>The name by which calls with its key share it; null: they do not.</summary>
    internal string? SharedAs { get; set; }

    internal override bool IsAwaited => Volatile.Read(ref _waits) > 0;

    /// <summary>Makes the exception of a stopped wait. Cancels the job first if the caller wanted that.</summary>
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

    /// <summary>Reads the status once, unless the job's end is known.</summary>
    /// <param name="budget">How long a failed read is retried.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
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

    /// <summary>Starts a wait for it.</summary>
    /// <returns>False if it has ended, so nothing more is reported about it.</returns>
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

    /// <summary>Ends a wait.</summary>
    // error: what the waiter gets; null: the result, or nothing.
    internal void EndWait(Exception? error)
    {
        EndWait();
        Leave(error);
    }

    /// <summary>Ends a wait without an event, which the caller reports.</summary>
    internal void EndWait()
    {
        if (Interlocked.Decrement(ref _waits) == 0)
        {
            Unshare();
        }
    }

    /// <summary>Releases the job if no caller waits for it, so others may resume it from the ledger.</summary>
    internal void Release()
    {
        if (Ledger is not null && !IsAwaited)
        {
            Unshare();
            Ledger.ReleaseAsync().Watch(Line.Settings.Log, Ledger.Key, RequestId, ModelId);
        }
    }

    /// <summary>Reports that a caller no longer waits.</summary>
    // error: what the caller gets; null: the result, or nothing.
    internal void Leave(Exception? error)
    {
        if (error is not null || End is null)
        {
            Tell(new JobEvent(JobMoment.Left, this) { Error = error });
        }
    }

    /// <summary>Records the end if the job has a ledger, and downloads the files of the result if the ledger wants that.</summary>
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
