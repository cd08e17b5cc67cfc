using SchemaSdk.Jobs.Events;
using SchemaSdk.Reconciling;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

internal sealed partial class JobStart
{
    // A ledger that reports this many conflicts in a row, without returning a job to wait for, is broken.
    private const int MostConflicts = 5;

    // schema: the model whose schema the input must match; null if the input is not checked.
    private LedgerCall EntryOf(JobCall call, ModelInfo? schema)
    {
        var settings = shared.Line.Settings;
        return new LedgerCall(call.Input.Text, call.Input.Files)
        {
            Service = settings.Service.Names.Name,
            ModelId = call.ModelId,
            Key = call.Options?.Key,
            Customer = call.Options?.Customer,
            HasOwnToken = call.Options?.ApiToken is not null,
            LeavesDelivery = call.Options?.LeavesDelivery == true,
            IsOfWorker = call.IsOfWorker,
            BudgetUsd = settings.BudgetUsd,
            TimeProvider = shared.Line.Time,
            Logger = settings.Log,
            MaxFileBytes = settings.Uploads.File,
            MaxRequestBytes = settings.Uploads.Request,
            Check = schema is null ? null : entry => Check(schema, entry),
        };
    }

    private static void Check(ModelInfo model, LedgerCall entry)
    {
        try
        {
            InputText.Check(model, new WrittenInput(entry.Input, entry.Files));
        }
        catch (ModelInputException exception) when (entry.Key is { } key)
        {
            exception.Name(key);
            throw;
        }
    }

    // entry: the call as the ledger sees it. The ledger may replace the files of the call with copies.
    private async ValueTask<ServiceJob<TOutput>> KeyedAsync<TOutput>(
        ModelLedger ledger, LedgerCall entry, JobCall call, OutputParser<TOutput> read, CancellationToken cancellationToken)
    {
        for (var conflicts = 1; ; conflicts++)
        {
            // Looks up the shared job before it calls the ledger, because a job that ends during that call stops being shared.
            var waited = call.Options?.Key is { } key ? shared.Waits.Find(ShareName(key, call.Options)) : null;
            using var recorded = await BeginAsync(ledger, entry, call, cancellationToken).ConfigureAwait(false);
            if (recorded.Known is { } known)
            {
                if (!known.IsUnknown)
                {
                    return TakeUp(known, recorded, waited, call.Options, call, read);
                }

                var unknown = new SubmitErrors(call.ModelId).StillUnknown(shared.Line.Settings, recorded.Key, known);
                var account = AccountOf(call.ModelId, recorded.Key, known.Customer, call.Options);
                var submit = SubmitOf(call, unknown, entry.Input, recorded, account);
                unknown.Search = new UnknownSearch(reconciler, submit with { MayBeOfOtherAccount = known.HadOwnToken });
                throw unknown;
            }

            try
            {
                var sent = call with { Input = new WrittenInput(entry.Input, entry.Files) };
                return await SendAsync(sent, recorded, read, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception)
                when (exception is { IsConflict: true, RequestId: null } && conflicts < MostConflicts)
            {
                // Nothing was sent, because another call was faster. This call waits for the outcome of the other call's submit.
            }
            catch (Exception exception)
            {
                // Whatever the exception, other calls may now resume the job.
                (exception as ModelException)?.Name(recorded.Key);
                recorded.ReleaseAsync().Watch(shared.Line.Settings.Log, recorded.Key, requestId: "", call.ModelId);
                throw;
            }
        }
    }

    // Calls with LeavesDelivery share waits only with each other. A key cannot contain a line break, so the two names never collide.
    private static string ShareName(string key, RunOptions? options) => options?.LeavesDelivery == true ? $"{key}\n" : key;

    private async Task<LedgerJob> BeginAsync(
        ModelLedger ledger, LedgerCall entry, JobCall call, CancellationToken cancellationToken)
    {
        var line = shared.Line;
        using var limit = new CancellationTokenSource(call.Left(line.Time), line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = line.Stop.EndWithClient(stop);
        Task<LedgerJob>? beginning = null;
        try
        {
            beginning = ledger.BeginAsync(entry, stop.Token);
            return await beginning.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            var errors = new SubmitErrors(call.ModelId);
            Exception error = cancellationToken.IsCancellationRequested ? errors.CanceledBefore(cancellationToken, exception)
                : line.Stop.IsDisposed ? errors.Disposed()
                : errors.NotBegun(call.Timeout, entry.Key);
            if (beginning is not null)
            {
                _ = WithdrawAsync(beginning, call.ModelId, error);
            }

            throw error;
        }
    }

    // The caller has left, but the ledger may still record the start. Until the ledger records that nothing was sent, the key belongs to
    // this call.
    private async Task WithdrawAsync(Task<LedgerJob> beginning, string modelId, Exception error)
    {
        await ((Task)beginning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (beginning.IsCompletedSuccessfully)
        {
            using var recorded = await beginning.ConfigureAwait(false);
            if (recorded.Known is null)
            {
                var writing = recorded.OutcomeAsync(SubmitOutcome.NotAccepted(error));
                writing.Watch(shared.Line.Settings.Log, recorded.Key, requestId: "", modelId);
                await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                recorded.ReleaseAsync().Watch(shared.Line.Settings.Log, recorded.Key, requestId: "", modelId);
            }
        }
    }
}
