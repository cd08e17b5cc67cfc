using SchemaSdk.Client.Errors;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>Continues with jobs that were submitted earlier.</content>
internal sealed partial class JobStart
{
    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    /// <exception cref="ArgumentException">The job was not sent.</exception>
    internal ServiceJob<TOutput> Attach<TOutput>(LedgerJob recorded, RunOptions? options, OutputParser<TOutput> read) => TakeUp(
        recorded.Known ?? throw new ArgumentException($"The job \"{ErrorText.Cut(recorded.Key)}\" was not sent.", nameof(recorded)),
        recorded,
        waited: null,
        options,
        call: null,
        read);

    /// <summary>Asks the service for the model of a request id: by its status, or else by its result.</summary>
    /// <exception cref="ArgumentException">The id is invalid.</exception>
    // modelId: the expected model. account: the context that decides the token; null for the client's own token.
    internal async Task<JobModel> ModelOfAsync(
        string modelId, string requestId, TokenContext? account, CancellationToken cancellationToken)
    {
        var (line, service) = (shared.Line, shared.Line.Settings.Service);
        if (!service.IsRequestId(requestId))
        {
            throw NoId(requestId);
        }

        var core = new JobCore(shared, new JobKey(modelId, requestId, Links: null), options: null) { Account = account };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = line.Stop.EndWithClient(stop);
        var reads = new JobReads(core, new JobDeadline(line.Time, line.Time.GetTimestamp(), line.Settings.ReadBudget));
        try
        {
            var address = line.Settings.BaseAddress;
            var model = await ReadAsync(service.StatusAddress(address, core.Key), CallNames.Status).ConfigureAwait(false);
            return model.IsExpected is null && !service.StatusHasResult
                ? await ReadAsync(service.ResultAddress(address, core.Key), CallNames.Result).ConfigureAwait(false)
                : model;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw cancellationToken.IsCancellationRequested
                ? core.Errors.WaitCanceled(outcome: null, cancellationToken)
                : core.Errors.Disposed();
        }

        async Task<JobModel> ReadAsync(Uri address, string call)
        {
            var body = (await reads.ReadAsync(address, call, stop.Token).ConfigureAwait(false)).Content!;
            return new JobModel(service.IsJobOf(modelId, body), body.ModelId);
        }
    }

    // waited: the job that other calls with the key were waiting for before the ledger was asked; null if there was none.
    // call: the call that resumes the job and starts its timeout; null if the first wait starts the timeout.
    private ServiceJob<TOutput> TakeUp<TOutput>(
        KnownJob known, LedgerJob recorded, JobCore? waited, RunOptions? options, JobCall? call, OutputParser<TOutput> read)
    {
        if (known.RequestId is not { Length: > 0 } id || !shared.Line.Settings.Service.IsRequestId(id))
        {
            throw new SubmitErrors(known.ModelId).NoUsableId(recorded.Key, known);
        }

        var core = new JobCore(shared, new JobKey(known.ModelId, id, LinkCheck.Of(shared.Line.Settings, known.Links)), options)
        {
            Ledger = recorded,
            IsOfWorker = options?.IsOfWorker == true,
            Account = AccountOf(known.ModelId, recorded.Key, known.Customer, options),
        };
        if (call is not null)
        {
            core.Deadline.Begin(call.Start);
        }

        if (known.Outcome is { } outcome && !known.Answer.IsEmpty)
        {
            var answer = ApiAnswer.OfKept(shared.Line.Settings.Service, known.Answer, outcome == JobState.Succeeded);
            if (answer.Content is not { } content)
            {
                throw new SubmitErrors(known.ModelId).UnreadResult(recorded.Key, known);
            }

            var status = new JobStatus { RequestId = core.RequestId, Key = recorded.Key, State = outcome, StateText = content.Status };
            core.Take(new JobEnd(status, answer));
        }

        var job = core.End is null ? Shared(core, ShareName(recorded.Key, options), waited) : core;
        var own = job == core ? null : new JobDeadline(shared.Line.Time, call?.Start, core.Deadline.Timeout);
        return new ServiceJob<TOutput>(job, options, own, read);
    }

    // The first call that waits for a job polls it for all waiting calls of the client.
    private JobCore Shared(JobCore mine, string name, JobCore? waited)
    {
        mine.SharedAs = name;
        var core = shared.Waits.Share(name, mine);
        if (core == mine && waited is { End: not null } && waited.RequestId == mine.RequestId)
        {
            // The job ended after the ledger was asked. Its known end is used, so the service is not asked again.
            shared.Waits.Unshare(name, mine);
            return waited;
        }

        return core.RequestId == mine.RequestId ? core : mine;
    }

    /// <exception cref="ArgumentException">
    /// The id is invalid, the job belongs to another service, or its timeout is longer than a timer supports.
    /// </exception>
    internal ServiceJob<TOutput> Attach<TOutput>(ModelJobHandle handle, RunOptions? options, OutputParser<TOutput> read)
    {
        ArgumentNullException.ThrowIfNull(handle.RequestId, "requestId");
        var service = shared.Line.Settings.Service;
        if (handle.Service is { } name && name != service.Names.Name)
        {
            throw new ArgumentException(
                $"The job {ErrorText.Cut(handle.RequestId)} is at {ErrorText.Cut(name)}, but this client calls {service.Names.Name}. "
                + $"Attach with a client of {ErrorText.Cut(name)}.",
                nameof(handle));
        }

        if (!service.IsRequestId(handle.RequestId))
        {
            throw NoId(handle.RequestId);
        }

        var core = new JobCore(shared, new JobKey(handle.ModelId, handle.RequestId, Links: null), options)
        {
            Account = AccountOf(handle.ModelId, handle.Key, handle.Customer, options),
            GivenHandle = handle,
        };
        return new ServiceJob<TOutput>(core, options, own: null, read);
    }

    /// <exception cref="ArgumentException">The token cannot be sent.</exception>
    private TokenContext? AccountOf(string modelId, string? key, string? customer, RunOptions? options) =>
        TokenContext.Of(shared.Line.Settings, modelId, key, customer ?? options?.Customer, RunOptions.TokenOf(options));

    private ArgumentException NoId(string requestId) => new(
        $"\"{ErrorText.Cut(requestId)}\" is not a request id. Request ids are {shared.Line.Settings.Service.RequestIdForm}.",
        nameof(requestId));
}
