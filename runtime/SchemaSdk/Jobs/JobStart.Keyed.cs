using Microsoft.Extensions.Logging.Abstractions;

namespace SchemaSdk.Jobs;

/// <content>Submits with a ledger: finds or begins the job with the key, and records the outcome of its submit.</content>
internal sealed partial class JobStart
{
    // A ledger counts as broken after this many conflicts in a row.
    private const int MostConflicts = 5;

    private LedgerCall EntryOf(JobCall call, ModelInfo? schema)
    {
        var settings = shared.Access.Settings;
        return new LedgerCall(call.Input.Text, call.Input.Files)
        {
            Service = settings.Service.Names.Name,
            ModelId = call.ModelId,
            Key = call.Options?.Key,
            Customer = call.Options?.Customer,
            HasOwnToken = call.Options?.ApiToken is not null,
            LeavesDelivery = call.Options?.LeavesDelivery == true,
            IsOfWorker = call.Options?.IsOfWorker == true,
            BudgetUsd = settings.BudgetUsd,
            TimeProvider = shared.Access.Time,
            Logger = settings.Log,
            MaxFileBytes = settings.Uploads.File,
            MaxRequestBytes = settings.Uploads.Request,
            Check = schema is null ? null : entry => new WrittenInput(entry.Input, entry.Files).Check(schema),
        };
    }

    // The ledger may replace the files of entry with copies.
    private async ValueTask<ServiceJob<TOutput>> KeyedAsync<TOutput>(
        ModelLedger ledger, LedgerCall entry, JobCall call, OutputParser<TOutput> read, CancellationToken cancellationToken)
    {
        for (var conflicts = 1; ; conflicts++)
        {
            // Looks up the shared job before the call to the ledger. If the job ended during that call, it would not be shared anymore.
            var waited = call.Options is { Key: { } key } options
                ? shared.Waited.GetValueOrDefault(JobCore.ShareNameOf(key, options.LeavesDelivery)) : null;
            using var recorded = await BeginAsync(ledger, entry, call, cancellationToken).ConfigureAwait(false);
            if (recorded.Known is { IsUnknown: false } known)
            {
                (known.Outcome is null ? call.Options?.Turn : null)?.Accepted();   // the job counts as one of those at the service
                return Resume(known, recorded, waited, call.Options, call.Start, read);
            }

            if (recorded.Known is { } lost)
            {
                var unknown = new SubmitErrors(call.ModelId).StillUnknown(shared.Access.Settings, recorded.Key, lost);
                var account = AccountOf(call.ModelId, recorded.Key, lost.Customer, call.Options);
                var submit = SubmitOf(call, unknown, entry.Input, account);
                unknown.Search = new UnknownSearch(reconciler, submit with { MayBeOfOtherAccount = lost.HadOwnToken });
                throw unknown;
            }

            try
            {
                var sent = call with { Input = new WrittenInput(entry.Input, entry.Files) };
                return await SendAsync(sent, recorded, read, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (exception is { IsConflict: true, RequestId: null } && conflicts < MostConflicts)
            {
                // Another call with the key was faster, so this call waits for the outcome of that submit. The timeout starts again, so
                // that earlier waits do not count.
                call = call with { Start = shared.Access.Time.GetTimestamp() };
            }
            catch (Exception exception)
            {
                (exception as ModelException)?.Name(recorded.Key);
                // The job is released, so that other calls can resume it.
                Release(recorded, call.ModelId);
                throw;
            }
        }
    }

    private void Release(LedgerJob recorded, string modelId) =>
        recorded.ReleaseAsync().Watch(shared.Access.Settings.Log, recorded.Key, requestId: "", modelId);

    private async Task<LedgerJob> BeginAsync(ModelLedger ledger, LedgerCall entry, JobCall call, CancellationToken cancellationToken)
    {
        var access = shared.Access;
        using var limit = new CancellationTokenSource(call.Left(access.Time), access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = access.Stop.EndWithClient(stop);
        Task<LedgerJob>? beginning = null;
        try
        {
            beginning = ledger.BeginAsync(entry, stop.Token);
            return await beginning.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (ModelInputException exception) when (entry.Key is { } key)
        {
            exception.Name(key);
            throw;
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            var errors = new SubmitErrors(call.ModelId);
            Exception error = cancellationToken.IsCancellationRequested ? errors.CanceledBefore(cancellationToken, exception)
                : access.Stop.IsDisposed ? errors.Disposed()
                : errors.NotBegun(call.Timeout, entry.Key);
            _ = beginning is null ? Task.CompletedTask : WithdrawAsync(beginning, call, error);
            throw error;
        }
    }

    // The call ended while the ledger was recording the start of the job. Records that nothing was sent, so that another call can use
    // the key.
    private async Task WithdrawAsync(Task<LedgerJob> beginning, JobCall call, Exception error)
    {
        await ((Task)beginning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var recorded = beginning.IsCompletedSuccessfully ? await beginning.ConfigureAwait(false) : null;
        if (recorded is { Known: null })
        {
            var writing = recorded.OutcomeAsync(SubmitOutcome.NotAccepted(error));
            writing.Watch(shared.Access.Settings.Log, recorded.Key, requestId: "", call.ModelId);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Release(recorded, call.ModelId);
        }
    }

    // Ensures that the request id is in the ledger before any caller gets the job.
    /// <exception cref="ModelLedgerException">The id was not recorded, or the ledger did not answer within the job's timeout.</exception>
    /// <exception cref="ModelWaitCanceledException">The caller stopped, or the client was disposed, before the id was recorded.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RecordAcceptedAsync(
        JobCore job, LedgerJob recorded, SubmitAttempt accepted, JobCall call, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        var writing = recorded.OutcomeAsync(SubmitOutcome.Accepted(job.RequestId, accepted.Http.Answer?.Content?.Links));
        try
        {
            if (await HasEndedAsync(writing, call.Timeout, cancellationToken).ConfigureAwait(false))
            {
                await writing.ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            failure = exception;   // an application's ledger can throw any exception
        }

        // The ledger failed or did not answer in time. The caller's exception still has the request id, and a requested cancel is sent.
        writing.Watch(shared.Access.Settings.Log, recorded.Key, job.RequestId, job.ModelId);
        job.IsUnrecorded = true;
        job.Link(accepted.Http.Answer!);
        var isStopped = cancellationToken.IsCancellationRequested || shared.Access.Stop.IsDisposed;
        Exception error = isStopped ? await job.StoppedAsync(call.Options, cancellationToken).ConfigureAwait(false)
            : job.Errors.NotRecorded(failure ?? new TimeoutException("The ledger did not answer within the JobTimeout."));
        job.Leave(error);
        throw error;
    }

    // Does not throw if the ledger fails. The ledger then still says that the job is being sent, but this only blocks the job's key.
    private async ValueTask RecordAsync(JobCall call, LedgerJob recorded, SubmitOutcome outcome, CancellationToken cancellationToken)
    {
        var writing = recorded.OutcomeAsync(outcome);

        // A failure to record a request id is always logged here. Other failures of a worker's jobs are logged once, by the worker.
        var isTold = outcome.RequestId is { Length: > 0 } || call.Options?.IsOfWorker != true;
        writing.Watch(isTold ? shared.Access.Settings.Log : NullLogger.Instance, recorded.Key, outcome.RequestId ?? "", call.ModelId);

        var limit = outcome.Kind == SubmitOutcomeKind.Unknown ? call.Timeout : call.Left(shared.Access.Time);
        await HasEndedAsync(writing, limit, cancellationToken).ConfigureAwait(false);
    }

    // Returns true if the ledger answered. Stops waiting soon after a timeout, a cancellation or the client's disposal.
    private async ValueTask<bool> HasEndedAsync(Task writing, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var access = shared.Access;
        if (!writing.IsCompleted)
        {
            using var limit = new CancellationTokenSource(timeout, access.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            using var end = access.Stop.EndWithClient(stop);
            await writing.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!writing.IsCompleted)
        {
            using var time = new CancellationTokenSource(SubmitAttempt.Grace, access.Time);
            await writing.WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return writing.IsCompleted;
    }
}
