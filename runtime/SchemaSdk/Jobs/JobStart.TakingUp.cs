using SchemaSdk.Errors;
using SchemaSdk.Http;
using SchemaSdk.Ledgers;
using SchemaSdk.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Submitting;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <content>The jobs that were submitted before.</content>
internal sealed partial class JobStart
{
    /// <exception cref="ModelLedgerException">
    /// The service gave no usable id, it is a job of another service, or its kept result cannot be read.
    /// </exception>
    /// <exception cref="InvalidOperationException">The client has no ledger.</exception>
    internal ServiceJob<TOutput> Attach<TOutput>(LedgerEntry known, RunOptions? options, OutputParser<TOutput> read)
    {
        var lines = (_keys ?? throw new InvalidOperationException(
            "The client has no ledger, and the entry of one is to be taken up: set ModelClientOptions.Ledger, or attach to its id."))
            .LinesOf(known);
        return TakeUp(
            shared.Line.Settings.Ledger!.Opened(known),
            options?.LeavesDelivery == true ? lines.LeavingDelivery(isClaimed: true) : lines,
            options,
            time: null,
            read);
    }

    /// <summary>Reads the model that the service names for an id; null if it names none.</summary>
    /// <exception cref="ArgumentException">The id is not one.</exception>
    // modelId: that which it is asked about.
    internal async Task<string?> ModelOfAsync(string modelId, string requestId, CancellationToken cancellationToken)
    {
        var (line, service) = (shared.Line, shared.Line.Settings.Service);
        if (!service.IsRequestId(requestId))
        {
            throw NoId(requestId);
        }

        var core = new JobCore(shared, new JobKey(modelId, requestId, Links: null), options: null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = line.Stop.EndWithClient(stop);
        var reads = new JobReads(core, new JobDeadline(line.Time, line.Time.GetTimestamp(), line.Settings.ReadBudget));
        try
        {
            var address = service.ResultAddress(line.Settings.BaseAddress, core.Key);
            return service.ModelIn((await reads.ReadAsync(address, CallNames.Result, stop.Token).ConfigureAwait(false)).Body);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw cancellationToken.IsCancellationRequested
                ? core.Errors.WaitCanceled(outcome: null, cancellationToken)
                : core.Errors.Disposed();
        }
    }

    // time: that of the call; null: it begins with the first wait.
    private ServiceJob<TOutput> TakeUp<TOutput>(
        LedgerEntry known, IJobLines lines, RunOptions? options, CallTime? time, OutputParser<TOutput> read)
    {
        if (!shared.Line.Settings.Service.IsRequestId(known.RequestId ?? ""))
        {
            throw new SubmitErrors(known.ModelId).NoUsableId(known);
        }

        CopiesLeft(known.Key, known.ModelId, _keys!.ForgetSent(known));
        var core = new JobCore(shared, new JobKey(known.ModelId, known.RequestId!, Links: null), options) { Lines = lines };
        core.Begin(time?.Start);
        if (known.Outcome is { } outcome && !known.Result.IsEmpty)
        {
            var answer = ApiAnswer.OfKept(shared.Line.Settings.Service, known.Result);
            if (answer.Content is not { } content)
            {
                throw new SubmitErrors(known.ModelId).UnreadResult(known);
            }

            var status = new JobStatus { RequestId = core.RequestId, Key = lines.Key, State = outcome, StateText = content.Status };
            core.Take(new JobEnd(status, answer));
        }

        var job = core.End is null ? Shared(core, lines) : core;
        var own = job == core ? null : new JobDeadline(shared.Line.Time, time?.Start, core.Timeout);
        return new ServiceJob<TOutput>(job, options, own, read);
    }

    // Whoever waits for the same job in this client polls it for all of them.
    private static JobCore Shared(JobCore mine, IJobLines lines)
    {
        var core = (JobCore)lines.Share(mine);
        if (core == mine && lines.Waited is JobCore { End: not null } ended && ended.RequestId == mine.RequestId)
        {
            // The ledger was asked before that, and the service need not be asked for the end once more.
            lines.Unshare(mine);
            return ended;
        }

        return core.RequestId == mine.RequestId ? core : mine;
    }

    /// <exception cref="ArgumentException">The id is not one, or the job's timeout is longer than a timer can keep.</exception>
    internal ServiceJob<TOutput> Attach<TOutput>(
        string modelId, string requestId, RunOptions? options, OutputParser<TOutput> read)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        var service = shared.Line.Settings.Service;
        return service.IsRequestId(requestId)
            ? new ServiceJob<TOutput>(new JobCore(shared, new JobKey(modelId, requestId, Links: null), options), options, own: null, read)
            : throw NoId(requestId);
    }

    private ArgumentException NoId(string requestId) => new(
        $"\"{ErrorText.Cut(requestId)}\" is not a request id: those are {shared.Line.Settings.Service.RequestIdForm}.", nameof(requestId));
}
