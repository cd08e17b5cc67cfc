namespace SchemaSdk.Jobs;

/// <content>The loop that polls the job while calls are waiting for it. Requests are made outside the lock.</content>
internal sealed partial class JobPoll
{
    private readonly object _gate = new();

    // The array is replaced under the lock and never changed, so the loop can read it without the lock.
    private volatile JobFollower[] _followers = [];

    // Ends the loop's current delay or request, and is replaced once cancelled. Not disposed, because its callbacks may still run.
    private CancellationTokenSource? _step;
    private bool _isPausing;
    private bool _isRunning;

    // The age of the job at which the next poll is due. The service or the rate limit may delay that poll.
    private TimeSpan _due;

    /// <summary>Adds a waiting call. Starts the loop if it is not running.</summary>
    // looksNow: true if the call needs the current state, not only the next change.
    internal void Add(JobFollower follower, bool looksNow)
    {
        lock (_gate)
        {
            var isTold = job.End is { } end ? follower.Tell(new PollResult(end))
                : job.Access.Stop.IsDisposed ? follower.Tell(PollResult.Stopped)
                : _isStreaming && _event is { } last && follower.TryTell(last);
            if (isTold)
            {
                return;
            }

            var isServed = _isStreaming && (_event is not null || !looksNow);
            var isIdle = !_isRunning || (_isPausing && (_followers.Length == 0 || (looksNow && _reads.Streak is null)));
            if (isIdle && !isServed)
            {
                Begin(looksNow);
                Interrupt();
            }

            _followers = [.. _followers, follower];
            if (!_isRunning)
            {
                _isRunning = true;
                // A poll may block, so another thread runs the loop. The loop serves all calls, so no call's context flows to it.
                ThreadPool.UnsafeQueueUserWorkItem(static poll => _ = poll.RunAsync(), this, preferLocal: false);
            }
        }
    }

    /// <summary>Removes a call that has stopped waiting. If no other call is waiting, the loop and its current request end.</summary>
    internal void Remove(JobFollower follower)
    {
        lock (_gate)
        {
            var before = _followers.Length;
            Keep(other => other != follower);
            if (_followers.Length == 0 && before > 0)
            {
                Interrupt();
            }
        }
    }

    /// <summary>Ends all waits for the job, because its end is now known.</summary>
    internal void TellEnd(JobStatus end) => Release(new PollResult(end));

    // The caller holds the lock. Usually, all calls match, so no new array is needed.
    private void Keep(Predicate<JobFollower> isKept) =>
        _followers = Array.TrueForAll(_followers, isKept) ? _followers : Array.FindAll(_followers, isKept);

    private void Release(PollResult told)
    {
        lock (_gate)
        {
            Array.ForEach(_followers, follower => follower.Tell(told));
            _followers = [];
            Interrupt();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            using var end = job.Access.Stop.Disposed.UnsafeRegister(static poll => ((JobPoll)poll!).Release(PollResult.Stopped), this);
            while (Next(out var step) is { } delay)
            {
                if (delay > TimeSpan.Zero && StreamAddress is { } events && job.Shared.Streams.Wait(0, CancellationToken.None))
                {
                    await StreamAsync(events, step).ConfigureAwait(false);
                }
                else if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, job.Access.Time, step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                else
                {
                    await PollAsync(step).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            // Any exception, such as one from the application's clock, is passed to the waiting calls. The next wait restarts the loop.
            lock (_gate)
            {
                Release(PollResult.Failed(() => job.Errors.PollThrew(exception)));
                _isRunning = false;
            }
        }
    }

    /// <summary>Returns the delay before the next poll, in whole milliseconds; null if no call is waiting.</summary>
    private TimeSpan? Next(out CancellationToken step)
    {
        lock (_gate)
        {
            if (job.Access.Stop.IsDisposed)
            {
                Release(PollResult.Stopped);
            }

            // A call whose timeout has passed makes a last read of its own, so the loop does not poll for it.
            Keep(static follower => follower.Deadline.Remaining > TimeSpan.Zero || !follower.Tell(PollResult.Nothing));
            if (_followers.Length == 0)
            {
                (_isRunning, step) = (false, default);
                return null;
            }

            var (due, asked, most) = (_due - job.Age, _reads.Asked, Remaining);
            var delay = due > asked ? due : asked;
            delay = Rounded(delay < most ? delay : most);
            _step = _step is { IsCancellationRequested: false } ? _step : new CancellationTokenSource();
            (_isPausing, step) = (delay > TimeSpan.Zero, _step.Token);
            return delay;
        }
    }

    private async Task PollAsync(CancellationToken step)
    {
        using var slot = await EnterAsync(step).ConfigureAwait(false);
        if (slot is null || _reads.Asked > TimeSpan.Zero)
        {
            return;
        }

        // Yields, because application code may block this thread, which other jobs' timers may need.
        await Task.CompletedTask.ConfigureAwait(job.Access.Exchange.RunsForeignCode ? ConfigureAwaitOptions.ForceYielding : default);
        slot.Enclose(job.Access.Exchange.RunsForeignCode);

        // Reads may keep failing only for a limited time. A pause in polling does not count towards this time.
        _reads.Streak?.Exclude(JobDeadline.AtLeastZero(job.Age - _due));
        PollResult? result;
        while ((result = await ReadAsync(step).ConfigureAwait(false)) is null && _reads.Asked <= TimeSpan.Zero)
        {
            // The job has ended, so its result is read without waiting for the rate limit. The read still counts towards that limit.
            job.Shared.Reads.Spend();
        }

        _hasStreamed = false;
        lock (_gate)
        {
            _due = After(result?.Delay ?? TimeSpan.Zero);
            Keep(follower => !follower.TryTell(result ?? PollResult.Nothing));
        }
    }

    /// <summary>Waits until the rate limit allows the poll and a request slot is free. Polls that were due earlier go first.</summary>
    /// <returns>Null if the wait was interrupted.</returns>
    private async ValueTask<RequestSlot?> EnterAsync(CancellationToken step)
    {
        var (access, shared) = (job.Access, job.Shared);
        try
        {
            await shared.NextPoll.WaitAsync(step).ConfigureAwait(false);
            try
            {
                while (shared.Reads.TryTake() is var turn && turn > TimeSpan.Zero)
                {
                    await Task.Delay(Rounded(turn), access.Time, step).ConfigureAwait(false);
                }

                return await access.InFlight.EnterPollAsync(step).ConfigureAwait(false);
            }
            finally
            {
                shared.NextPoll.Release();
            }
        }
        catch (OperationCanceledException) when (step.IsCancellationRequested || access.Stop.IsDisposed)
        {
            return null;
        }
    }

    private void Interrupt()
    {
        if (_step is { } step)
        {
            job.Access.Stop.CancelAside(step);
        }
    }
}
