using SchemaSdk.Http;

namespace SchemaSdk.Polling;

/// <summary>Somebody who waits for the end of a job, or for its next change.</summary>
/// <param name="job">The job.</param>
/// <param name="last">What was told last; null: nothing yet.</param>
/// <param name="wantsChanges">Whether anything but the end is of interest.</param>
internal sealed class PollWaiter(PolledJob job, JobStatus? last, bool wantsChanges)
    : TaskCompletionSource<JobStatus>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    // Guarded by the lock of the scheduler, until it is taken out.
    internal PollWaiter? Previous { get; set; }

    internal PollWaiter? Next { get; set; }

    /// <summary>Whether it stands in a list.</summary>
    internal bool IsListed { get; set; }

    /// <summary>Whether this is what it waits for.</summary>
    // RunAsync tells the id before any status: that first report has no text, and the same state with a text is no change.
    internal bool Wants(JobStatus status) =>
        status.HasEnded
        || (wantsChanges
            && (last is null
                || last.State != status.State
                || last.QueuePosition != status.QueuePosition
                || (last.StateText is not null && last.StateText != status.StateText)));

    /// <summary>Waits for it.</summary>
    // looksNow: whether the present state is asked for.
    internal Task<JobStatus> WaitAsync(bool looksNow, CancellationToken cancellationToken)
    {
        var context = job.Poll.Job.Context;
        RequestPlace.GiveUpAround(context.InFlight);
        context.Scheduler.Add(job, this, looksNow);
        return cancellationToken.CanBeCanceled ? WaitAsync(cancellationToken) : Task;
    }

    private async Task<JobStatus> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((PollWaiter)waiter!).Cancel(token), this);
        return await Task.ConfigureAwait(false);
    }

    /// <summary>Tells a chain of them.</summary>
    internal static void Complete(PollWaiter? first, PollResult result)
    {
        for (PollWaiter? next, waiter = first; waiter is not null; waiter = next)
        {
            next = waiter.Next;
            if (result.Error is { } error)
            {
                waiter.TrySetException(error());
            }
            else
            {
                waiter.TrySetResult(result.Status!);
            }
        }
    }

    /// <summary>Ends the waits of a chain of them; the client is disposed.</summary>
    internal static void Cancel(PollWaiter? first)
    {
        for (PollWaiter? next, waiter = first; waiter is not null; waiter = next)
        {
            next = waiter.Next;
            waiter.TrySetCanceled();
        }
    }

    private void Cancel(CancellationToken token)
    {
        job.Poll.Job.Context.Scheduler.Remove(job, this);
        TrySetCanceled(token);
    }
}
