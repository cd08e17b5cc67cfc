namespace SchemaSdk.Durable.Workers;

/// <summary>Delivers the outcomes of jobs to the application's handlers.</summary>
// each: calls a function with each of the application's handlers; null if the application has no handler.
internal sealed class JobDelivery(ModelJobsParts parts, Func<Func<IModelJobHandler, Task>, Task>? each)
{
    /// <summary>True if ended jobs are delivered to a handler; false if callers must ask for the results.</summary>
    internal bool HasHandler => each is not null;

    /// <summary>Calls all handlers until all succeed, then records the delivery. Returns false to leave the job to others.</summary>
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

                // Uses the entry from before the handlers ran: recording must fail if another process delivered the job or reused its key.
                await new JobRecord(parts.Ledger, entry).DeliverAsync().ConfigureAwait(false);
                parts.Failures.Recorded();
                return true;
            }
            catch (ModelLedgerException exception) when (isTaken && exception.IsConflict)
            {
                // Another process has claimed or delivered the job, so this process must not record anything for it.
                WorkerLog.DeliveryLost(parts.Log, exception, entry.Key, entry.ModelId);
                return true;
            }
            catch (OperationCanceledException) when (parts.Abandoned.IsCancellationRequested)
            {
                return true;
            }
            catch (Exception exception) when (isTaken)
            {
                // Catches everything that an application's ledger can throw. The handlers have returned, so only the recording is retried.
                parts.Failures.Record(exception);
                parts.Failures.Tell(nameof(JobDelivery), exception, count =>
                    WorkerLog.DeliveryNotRecorded(parts.Log, exception, entry.Key, entry.ModelId, count));
            }
            catch (Exception exception)
            {
                // Catches everything that a handler can throw. The delivery is retried later, and then all handlers get the job again.
                WorkerLog.RunPaused(parts.Log, exception, entry.Key, entry.ModelId, entry.State);
                parts.Failures.Tell(nameof(IModelJobHandler.EndedAsync), exception, count =>
                    WorkerLog.HandlerThrew(parts.Log, exception, entry.Key, entry.ModelId, count));
                if (MayLeave(entry))
                {
                    return false;
                }
            }

            await pause.WaitAsync(stop).ConfigureAwait(false);
        }

        return true;
    }

    internal Task RefusedAsync(LedgerEntry entry, Exception error)
    {
        WorkerLog.Refused(parts.Log, error, entry.Key, entry.ModelId);

        // A handler that throws is not called again, because the ledger has the refusal. The input is omitted, because a cipher may be
        // unable to read it.
        return TellAsync([], handler => handler.RefusedAsync(entry.WithoutContent(), error, parts.Abandoned),
            exception => WorkerLog.NotTold(parts.Log, exception, entry.Key, entry.ModelId));
    }

    /// <returns>False if a handler threw, so it is to be called again.</returns>
    internal Task<bool> UnknownAsync(LedgerEntry entry, HashSet<int> told) =>
        TellAsync(told, handler => parts.Abandoned.IsCancellationRequested ? Task.FromCanceled(parts.Abandoned)
            : handler.UnknownAsync(entry, parts.Abandoned), exception =>
        {
            // A handler that was cancelled at the end of the drain time did not fail.
            if (exception is not OperationCanceledException || !parts.Abandoned.IsCancellationRequested)
            {
                WorkerLog.UnknownNotTold(parts.Log, exception, entry.Key, entry.ModelId);
            }
        });

    // Another process may have what a handler lacks here. The job stays here if that process would need a result or files from the service,
    // because the service may remove them.
    private static bool MayLeave(LedgerEntry entry) => !entry.Result.IsEmpty && entry.End is not { Files.Count: > 0 };

    // told: the positions of handlers to skip; handlers that return are added. Calls the others even after one has thrown.
    private async Task<bool> TellAsync(HashSet<int> told, Func<IModelJobHandler, Task> tell, Action<Exception> log)
    {
        var (isTold, last) = (true, -1);
        await TryAsync(() => EachAsync(handler => TryAsync(async () =>
        {
            if (!told.Contains(++last))
            {
                await tell(handler).ConfigureAwait(false);
                told.Add(last);
            }
        }))).ConfigureAwait(false);
        return isTold;

        async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Catches everything that handlers and their constructors can throw.
                log(exception);
                isTold = false;
            }
        }
    }

    private Task EachAsync(Func<IModelJobHandler, Task> tell) => each?.Invoke(tell) ?? Task.CompletedTask;
}
