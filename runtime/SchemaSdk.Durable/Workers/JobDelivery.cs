namespace SchemaSdk.Durable.Workers;

/// <summary>Gives what became of jobs to the handlers of the application.</summary>
/// <param name="each">Calls something for each handler of the application; null: it has none.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="options">The settings of the worker.</param>
/// <param name="troubles">Hears of lines that the ledger does not take.</param>
/// <param name="repeated">Counts those lines for the log.</param>
/// <param name="log">The messages of the worker.</param>
/// <param name="abandoned">The host stops, and the time for handlers that are at work is over.</param>
internal sealed class JobDelivery(
    Func<Func<IModelJobHandler, Task>, Task>? each,
    JobLedger ledger,
    ModelJobsOptions options,
    JobTroubles troubles,
    RepeatedFailures repeated,
    ILogger log,
    CancellationToken abandoned)
{
    private readonly TimeProvider _time = ledger.Options.TimeProvider;

    /// <summary>True if ended jobs are given to a handler; else they are left to those who ask for their results.</summary>
    internal bool HasHandler => each is not null;

    /// <summary>Gives a job to the handlers until each has taken it, and puts that down.</summary>
    /// <returns>False if they did not take it, and another process may deliver it.</returns>
    internal async Task<bool> DeliverAsync(
        LedgerEntry entry, ModelResult<JsonElement>? result, ModelException? error, CancellationToken stop)
    {
        var job = new EndedModelJob { Entry = ledger.Opened(entry), Result = result, Error = result is null ? error : null };
        var pause = new Pause(options.RetryDelay, _time);
        var isTaken = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isTaken)
                {
                    await EachAsync(handler => handler.EndedAsync(job, abandoned)).ConfigureAwait(false);
                    isTaken = true;
                }

                await RecordAsync(entry).ConfigureAwait(false);
                return true;
            }
            catch (ModelLedgerException exception) when (isTaken && exception.IsConflict)
            {
                // It is left to the process that has it now.
                JobLog.DeliveryLost(log, exception, entry.Key, entry.ModelId);
                return true;
            }
            catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
            {
                return true;
            }
            catch (Exception exception)
            {
                // Whatever a handler throws, the job has ended, and is given to it again. What it has taken, only the ledger lacks.
                var delay = pause.Next();
                Log(exception, entry, delay, isTaken);
                if (!isTaken && MayLeave(entry))
                {
                    return false;
                }

                await Task.Delay(delay, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return true;
    }

    /// <summary>Tells the handlers of a job that was refused.</summary>
    internal Task RefusedAsync(LedgerEntry entry, Exception error)
    {
        JobLog.Refused(log, error, entry.Key, entry.ModelId);
        return OnceAsync(entry, handler => handler.RefusedAsync(entry, error, abandoned));
    }

    /// <summary>Tells the handlers of a job of unknown outcome.</summary>
    /// <returns>False if one threw: they are to be told again.</returns>
    internal async Task<bool> UnknownAsync(LedgerEntry entry)
    {
        try
        {
            await EachAsync(handler => handler.UnknownAsync(entry, abandoned)).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // The next process tells of it.
            return false;
        }
        catch (Exception exception)
        {
            // The handler's own failure, such as a broker that is away: the ledger says all that it is told.
            JobLog.UnknownNotTold(log, exception, entry.Key, entry.ModelId);
            return false;
        }
    }

    // What a handler lacks may be with another process, as the connection to a broker that this one lost for good. But others would have
    // to ask the service for what this process has, and the service may have forgotten it by then.
    private bool MayLeave(LedgerEntry entry) => !entry.Result.IsEmpty && entry.End is not { Files.Count: > 0 };

    private void Log(Exception exception, LedgerEntry entry, TimeSpan delay, bool isTaken)
    {
        if (isTaken)
        {
            troubles.Record(exception);
            switch (repeated.Count(nameof(JobDelivery), exception))
            {
                case 0:
                    break;
                case 1:
                    JobLog.DeliveryNotRecorded(log, exception, entry.Key, entry.ModelId, delay);
                    break;
                case var count:
                    JobLog.Failing(log, exception, count, entry.Key, entry.ModelId);
                    break;
            }
        }
        else
        {
            JobLog.HandlerThrew(log, exception, entry.Key, entry.ModelId);
        }
    }

    private async Task OnceAsync(LedgerEntry entry, Func<IModelJobHandler, Task> tell)
    {
        try
        {
            await EachAsync(tell).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The handler's own failure: the ledger says all that it was told.
            JobLog.NotTold(log, exception, entry.Key, entry.ModelId);
        }
    }

    private Task EachAsync(Func<IModelJobHandler, Task> tell) => each?.Invoke(tell) ?? Task.CompletedTask;

    // While a handler was at work, others may have delivered it, and a later job may have its key.
    private async Task RecordAsync(LedgerEntry entry)
    {
        await new JobRecord(ledger, entry).DeliverAsync().ConfigureAwait(false);
        troubles.Recorded();
    }
}
