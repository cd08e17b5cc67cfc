namespace SchemaSdk.Jobs;

/// <content>Continues with jobs that were submitted earlier.</content>
internal sealed partial class JobStart
{
    /// <exception cref="ArgumentException">The id is invalid, or the job belongs to another service.</exception>
    internal ServiceJob<TOutput> Attach<TOutput>(ModelJobHandle handle, RunOptions? options, OutputParser<TOutput> read)
    {
        ArgumentNullException.ThrowIfNull(handle.RequestId, "requestId");
        var service = shared.Access.Settings.Service;
        if (handle.Service is { } name && name != service.Names.Name)
        {
            throw new ArgumentException(
                $"The job {ErrorText.Cut(handle.RequestId)} is at {ErrorText.Cut(name)}, but this client calls {service.Names.Name}. "
                + $"Use a client for {ErrorText.Cut(name)}.", nameof(handle));
        }

        CheckId(handle.RequestId);
        var core = new JobCore(shared, new JobKey(handle.ModelId, handle.RequestId, Links: null), options)
        {
            Account = AccountOf(handle.ModelId, handle.Key, handle.Customer, options),
            GivenKey = handle.Key,
            Customer = handle.Customer,
        };
        return new ServiceJob<TOutput>(core, options, new JobDeadline(shared.Access.Time, start: null, TimeoutOf(options)), read);
    }

    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    /// <exception cref="ArgumentException">The job was never submitted.</exception>
    internal ServiceJob<TOutput> Attach<TOutput>(LedgerJob recorded, RunOptions? options, OutputParser<TOutput> read)
    {
        var known = recorded.Known
            ?? throw new ArgumentException($"The job \"{ErrorText.Cut(recorded.Key)}\" was never submitted.", nameof(recorded));
        return Resume(known, recorded, waited: null, options, start: null, read);
    }

    /// <summary>Finds the model of the job that has a given request id: from the job's status, or else from its result.</summary>
    /// <exception cref="ArgumentException">The id is invalid.</exception>
    internal Task<(bool? IsExpected, string? Named)> ModelOfAsync(
        string modelId, string requestId, TokenContext? account, CancellationToken cancellationToken)
    {
        CheckId(requestId);
        var core = new JobCore(shared, new JobKey(modelId, requestId, Links: null), options: null) { Account = account };
        return core.CallAsync(stop => new JobReads(core).ModelAsync(stop), outcome: null, cancellationToken);
    }

    // waited: the job that calls with the same key shared before this call asked the ledger; null if none was shared.
    // start: when the timeout started; null if the first wait starts it.
    private ServiceJob<TOutput> Resume<TOutput>(
        KnownJob known, LedgerJob recorded, JobCore? waited, RunOptions? options, long? start, OutputParser<TOutput> read)
    {
        if (known.RequestId is not { Length: > 0 } id || !shared.Access.Settings.Service.IsRequestId(id))
        {
            throw new SubmitErrors(known.ModelId).NoUsableId(recorded.Key, known);
        }

        var core = new JobCore(shared, new JobKey(known.ModelId, id, JobCore.Allowed(shared.Access.Settings, known.Links)), options)
        { Ledger = recorded, Account = AccountOf(known.ModelId, recorded.Key, known.Customer, options), Customer = known.Customer };
        if (known.Outcome is { } outcome && !known.Answer.IsEmpty)
        {
            var answer = ApiAnswer.OfKept(shared.Access.Settings.Service, known.Answer, outcome == JobState.Succeeded);
            var text = (answer.Content ?? throw new SubmitErrors(known.ModelId).UnreadResult(recorded.Key, known)).Status;
            core.Take(new JobStatus { RequestId = id, Key = recorded.Key, State = outcome, StateText = text }, answer);
        }

        // Waiting calls share one object. A caller that only attaches may never wait, so its object is shared once its first wait starts.
        var job = core.End is null ? core.Share(adds: start is not null) : core;
        if (job == core && core.End is null && waited is { End: not null } && waited.RequestId == id)
        {
            // The object of the other calls has seen the job end, so the service need not be asked again.
            core.Unshare();
            job = waited;
        }

        var deadline = new JobDeadline(shared.Access.Time, start, TimeoutOf(options));
        return new ServiceJob<TOutput>(job.RequestId == id ? job : core, options, deadline, read);
    }

    /// <summary>Returns the context that determines the token of a job; null if the job uses the client's own token.</summary>
    /// <exception cref="ArgumentException">The token cannot be sent.</exception>
    internal TokenContext? AccountOf(string modelId, string? key, string? customer, RunOptions? options = null) =>
        TokenContext.Of(shared.Access.Settings, modelId, key, customer ?? options?.Customer, RunOptions.TokenOf(options));

    internal void CheckId(string requestId)
    {
        if (shared.Access.Settings.Service is var service && !service.IsRequestId(requestId))
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(requestId)}\" is not a request id. Request ids are {service.RequestIdForm}.", nameof(requestId));
        }
    }
}
