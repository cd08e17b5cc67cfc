using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>Those who wait for it.</content>
internal sealed partial class JobCore
{
    private int _waits;

    /// <summary>The name by which calls with its key share it; null: none shares it.</summary>
    internal string? SharedAs { get; set; }

    internal override bool IsAwaited => Volatile.Read(ref _waits) > 0;

    /// <summary>The exception of a stopped wait. Cancels the job first if the caller wanted that.</summary>
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

    /// <summary>Looks once where it stands, unless its end is known before.</summary>
    /// <param name="budget">The time for which a read that failed is made again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ModelWaitCanceledException">It was cancelled, or the client disposed.</exception>
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

    /// <summary>Somebody waits for it.</summary>
    /// <returns>False if it has ended, so that nothing more is reported about it.</returns>
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

    /// <summary>A wait that has begun is over.</summary>
    // error: what whoever waited is told; null: nothing, or the end.
    internal void EndWait(Exception? error)
    {
        EndWait();
        Leave(error);
    }

    /// <summary>Ends a wait and tells nobody: the caller does.</summary>
    internal void EndWait()
    {
        if (Interlocked.Decrement(ref _waits) == 0)
        {
            Unshare();
        }
    }

    /// <summary>Nobody waits for it: others may take it up by the ledger.</summary>
    internal void Release()
    {
        if (Ledger is not null && !IsAwaited)
        {
            Unshare();
            Ledger.ReleaseAsync().Watch(Line.Settings.Log, Ledger.Key, RequestId, ModelId);
        }
    }

    /// <summary>Somebody does not wait any longer.</summary>
    // error: what they are told; null: nothing, or the end.
    internal void Leave(Exception? error)
    {
        if (error is not null || End is null)
        {
            Tell(new JobEvent(JobMoment.Left, this) { Error = error });
        }
    }

    /// <summary>Puts the end down, where the job has a ledger, and downloads the files of the result, where the ledger says so.</summary>
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
