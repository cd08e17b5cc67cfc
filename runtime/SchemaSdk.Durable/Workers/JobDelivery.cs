namespace SchemaSdk.Durable.Workers;

/// <summary>Gives what became of jobs to the handlers of the application.</summary>
// each: calls something for each handler of the application; null: it has none.
internal sealed class JobDelivery(ModelJobsParts parts, Func<Func<IModelJobHandler, Task>, Task>? each)
{
    /// <summary>True if ended jobs are given to a handler; else they are left to those who ask for their results.</summary>
    internal bool HasHandler => each is not null;

    /// <summary>Gives a job to the handlers until each has taken it, and records that.</summary>
    /// <returns>False if they did not take it, and another process may deliver it.</returns>
    internal async Task<bool> DeliverAsync(
        LedgerEntry entry, ModelResult<JsonElement>? result, ModelException? error, CancellationToken stop)
    {
        var job = new EndedModelJob { Entry = parts.Ledger.Opened(entry), Result = result, Error = result is null ? error : null };
        var pause = parts.NewPause();
        var isTaken = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isTaken)
                {
                    await EachAsync(handler => handler.EndedAsync(job, parts.Abandoned)).ConfigureAwait(false);
                    isTaken = true;
                }

                // While a handler was at work, others may have delivered it, and a later job may have its key.
                await new JobRecord(parts.Ledger, entry).DeliverAsync().ConfigureAwait(false);
                parts.Failures.Recorded();
                return true;
            }
            catch (ModelLedgerException exception) when (isTaken && exception.IsConflict)
            {
                // It is left to the process that has it now.
                JobLog.DeliveryLost(parts.Log, exception, entry.Key, entry.ModelId);
                return true;
            }
            catch (OperationCanceledException) when (parts.Abandoned.IsCancellationRequested)
            {
                return true;
            }
            catch (Exception exception) when (isTaken)
            {
                parts.Failures.Record(exception);
                parts.Failures.Tell(nameof(JobDelivery), exception, count =>
                    JobLog.DeliveryNotRecorded(parts.Log, exception, entry.Key, entry.ModelId, count));
            }
            catch (Exception exception)
            {
                // Whatever a handler throws, the job has ended, and is given to it again.
                JobLog.HandlerThrew(parts.Log, exception, entry.Key, entry.ModelId);
                if (MayLeave(entry))
                {
                    return false;
                }
            }

            await pause.WaitAsync(stop).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Tells the handlers of a job that was refused.</summary>
    internal async Task RefusedAsync(LedgerEntry entry, Exception error)
    {
        JobLog.Refused(parts.Log, error, entry.Key, entry.ModelId);
        try
        {
            await EachAsync(handler => handler.RefusedAsync(entry, error, parts.Abandoned)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The handler's own failure: the ledger says all that it was told.
            JobLog.NotTold(parts.Log, exception, entry.Key, entry.ModelId);
        }
    }

    /// <summary>Tells the handlers of a job of unknown outcome.</summary>
    /// <returns>False if one threw: they are to be told again.</returns>
    internal async Task<bool> UnknownAsync(LedgerEntry entry)
    {
        try
        {
            await EachAsync(handler => handler.UnknownAsync(entry, parts.Abandoned)).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (parts.Abandoned.IsCancellationRequested)
        {
            // The next process tells of it.
            return false;
        }
        catch (Exception exception)
        {
            // The handler's own failure, such as a broker that is away: the ledger says all that it is told.
            JobLog.UnknownNotTold(parts.Log, exception, entry.Key, entry.ModelId);
            return false;
        }
    }

    // What a handler lacks may be with another process, as the connection to a broker that this one lost for good. But others would have
    // to ask the service for what this process has, and the service may have forgotten it by then.
    private static bool MayLeave(LedgerEntry entry) => !entry.Result.IsEmpty && entry.End is not { Files.Count: > 0 };

    private Task EachAsync(Func<IModelJobHandler, Task> tell) => each?.Invoke(tell) ?? Task.CompletedTask;
}
