namespace SchemaSdk.Durable.Workers;

/// <summary>Takes jobs from where they are to their delivery, each by itself: what fails in one stops no other.</summary>
internal sealed partial class JobRuns(
    ModelClient client,
    JobLedger ledger,
    ModelJobsOptions options,
    JobSignals signals,
    FollowedJobs following,
    JobSubmits submits,
    PausedJobs paused,
    DoneJobs done,
    JobDelivery delivery,
    MissingFiles missing,
    JobTroubles troubles,
    RepeatedFailures repeated,
    ILogger log)
{
    private static readonly RunOptions Leaving = new() { LeavesDelivery = true };

    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private int _count;

    /// <summary>The number of jobs that more can be claimed of, to be followed.</summary>
    internal int RoomForFollows => paused.IsFull ? 0 : Room;

    /// <summary>The kind of accepted jobs that are claimed: without a handler, this process has no use for those that have ended.</summary>
    internal LedgerWork Following => delivery.HasHandler ? LedgerWork.Follow : LedgerWork.FollowToEnd;

    /// <summary>The number of jobs that more can be claimed of, to be submitted.</summary>
    internal int RoomForSubmits => paused.IsFull ? 0 : troubles.Limit(Math.Min(Room, submits.Room));

    private int Room => options.MaxFollowed - Volatile.Read(ref _count);

    /// <summary>Runs a job that was claimed. It never throws.</summary>
    internal async Task RunAsync(LedgerEntry claimed, CancellationToken stop)
    {
        done.Remove(claimed.Key);
        Interlocked.Increment(ref _count);
        using var place = claimed.State == LedgerState.Intended ? submits.Begin() : new JobPlace(static () => { });
        try
        {
            await RunAsync(claimed, place, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when ((exception is OperationCanceledException || ledger.IsDisposed)
            && (stop.IsCancellationRequested || submits.Abandoned.IsCancellationRequested))
        {
            // The host stops, and the job is given back as it is. A container that is disposed of takes the ledger away before.
        }
        catch (Exception exception)
        {
            // The others go on whatever it is: the job stays in the ledger, and is claimed again, at once if it were given back at once.
            JobLog.RunFailed(log, exception, claimed.Key, claimed.ModelId);
            await new Pause(options.RetryDelay, _time).WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            following.Remove(claimed.Key);
            missing.Forget(claimed.Key);
            if (place.IsLeft)
            {
                paused.Add(claimed.Key);
            }
            else
            {
                paused.Remove(claimed.Key);
            }

            done.Add(claimed.Key);
            signals.Tell(claimed.Key);
            if (Interlocked.Decrement(ref _count) == options.MaxFollowed - 1 || place.IsLeft)
            {
                // Other processes wait for what this one leaves.
                signals.TellWork();
            }
        }
    }

    private async Task RunAsync(LedgerEntry entry, JobPlace place, CancellationToken stop)
    {
        var pause = new Pause(options.RetryDelay, _time);
        ModelJob<JsonElement>? job = null;
        while (!stop.IsCancellationRequested)
        {
            Exception? failure = null;
            ModelResult<JsonElement>? result = null;
            try
            {
                if (entry is { State: LedgerState.Intended, IsQueued: true })
                {
                    job = await submits.SubmitAsync(ledger.Opened(entry), stop).ConfigureAwait(false);
                }
                else if (entry.State == LedgerState.Ended && !delivery.HasHandler)
                {
                    // A ledger of the application that hands it out all the same would do so again at once.
                    await pause.WaitAsync(stop).ConfigureAwait(false);
                    return;
                }
                else if (entry.State is LedgerState.Accepted or LedgerState.Ended)
                {
                    job ??= client.Attach(entry, Leaving);
                    following.Add(entry.Key, job);
                    result = await WaitAsync(entry, job, stop).ConfigureAwait(false);
                }
                else
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever failed: the ledger says what became of the job, and that decides.
                failure = exception;
            }

            // A submit is awaited while the host stops, and so is what came of it.
            var before = entry;
            var until = before.State == LedgerState.Intended ? submits.Abandoned : stop;
            entry = await NowAsync(entry, until).ConfigureAwait(false);
            var isLeft = entry.State == before.State && JobFailures.IsOfProcess(failure, entry.State);

            // It has been submitted, or is submitted later beside others.
            place.Dispose();
            if (entry.State == LedgerState.Sending && failure is not null)
            {
                entry = await SubmittedAsync(entry, failure, until).ConfigureAwait(false);
            }

            var isEnd = entry.State == LedgerState.Ended && (result is not null || JobFailures.IsEnd(failure));
            if (isEnd && before.State == LedgerState.Accepted)
            {
                troubles.Followed();
            }

            if (entry.State == LedgerState.Ended && delivery.HasHandler && result?.DownloadError is { } notSaved)
            {
                if (entry.End?.FilesError is null)
                {
                    // Once it is delivered, they are no longer downloaded.
                    JobLog.FilesNotSaved(log, notSaved, entry.Key, entry.ModelId);
                    missing.Wait(entry.Key);
                    await pause.WaitAsync(stop).ConfigureAwait(false);
                    continue;
                }

                JobLog.FilesLost(log, notSaved, entry.Key, entry.ModelId);
                missing.Deliver();
            }

            if (isEnd)
            {
                // However long its handler takes: that is not for want of files.
                missing.Forget(entry.Key);
                signals.Tell(entry.Key);
                if (!delivery.HasHandler)
                {
                    return;
                }

                place.IsLeft = !await delivery.DeliverAsync(entry, result, failure as ModelException, stop).ConfigureAwait(false);
                return;
            }

            if (entry.State == LedgerState.Intended && entry.Lease.Owner is not null && entry.Lease.Owner != ledger.Owner)
            {
                // Its lease has ended meanwhile, and the process that has it now submits it, perhaps in another version.
                return;
            }

            if (entry.State == LedgerState.Intended && failure is not null && JobSubmits.IsFinal(failure))
            {
                entry = await RefuseAsync(entry, failure, until).ConfigureAwait(false);
            }

            if (entry.State == LedgerState.Refused && failure is not null)
            {
                await delivery.RefusedAsync(entry, failure).ConfigureAwait(false);
            }

            signals.Tell(entry.Key);
            if (entry.State != before.State)
            {
                pause.Reset();
                continue;
            }

            TellPaused(failure, entry);
            if (isLeft)
            {
                place.IsLeft = true;
                return;
            }

            await pause.WaitAsync(stop).ConfigureAwait(false);
        }
    }
}
