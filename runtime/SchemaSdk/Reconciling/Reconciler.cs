namespace SchemaSdk.Reconciling;

/// <summary>Settles a submit whose answer was lost, if the service's list of jobs leaves no doubt about its outcome.</summary>
internal sealed class Reconciler(ServiceAccess access)
{
    // The search covers this much time before and after a submit, because the clocks of client and service may differ.
    // LatestEnd adds timeouts, because a ledger may read the clock that long before the submit arrives.
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(15);

    private const int MostKnown = 4096;

    // A search without a ledger skips the jobs with these ids. With a ledger, it skips only recorded ids, because the client may have
    // received the lost id without recording it. Of: the unknown submit whose own search does not skip the id, or null.
    private readonly ConcurrentQueue<(string Id, UnknownSubmit? Of)> _known = new();

    /// <summary>Remembers that a request id belongs to a job of this client.</summary>
    internal void Know(string requestId, UnknownSubmit? of = null)
    {
        _known.Enqueue((requestId, of));
        if (_known.Count > MostKnown)
        {
            _known.TryDequeue(out _);
        }
    }

    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    internal async Task<Reconciliation> RunAsync(UnknownSubmit submit, ReconcileOptions? options, CancellationToken cancellationToken)
    {
        options?.Check();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = access.Stop.EndWithClient(stop);
        try
        {
            return await FindAsync(submit, options, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ModelClient));
        }
    }

    private async Task<Reconciliation> FindAsync(UnknownSubmit submit, ReconcileOptions? options, CancellationToken stop)
    {
        if (submit.Record is { } known)
        {
            var recorded = await known.FindAsync(stop).ConfigureAwait(false);
            if (!recorded.IsUnknown)
            {
                return OfRecorded(recorded);
            }

            submit = submit with { InputHash = recorded.SentHash ?? submit.InputHash };
        }

        var list = new JobList(access, new JobSearch(submit.ModelId, submit.SentAt - ClockError, LatestEnd(submit)), submit.Account);
        var found = await list.ReadAsync(stop).ConfigureAwait(false) is { } problem
            ? Reconciliation.Unknown(problem) : await DecideAsync(submit, list, options, stop).ConfigureAwait(false);
        if (found.Outcome != ReconcileOutcome.Unknown && submit.Record is { } record)
        {
            await record.SettleAsync(found.RequestId, stop).ConfigureAwait(false);
        }

        if (found.RequestId is { } id)
        {
            Know(id, submit);
        }

        return found;
    }

    private async ValueTask<Reconciliation> DecideAsync(
        UnknownSubmit submit, JobList list, ReconcileOptions? options, CancellationToken stop)
    {
        var left = new List<ListedJob>();
        foreach (var job in list.Jobs)
        {
            if (job.RequestId == submit.RequestId)
            {
                return Reconciliation.Accepted(job.RequestId, "The service's list contains the request id from the interrupted answer.");
            }

            var isOfAnother = submit.Record is { } known ? await known.IsOfAnotherAsync(job.RequestId, stop).ConfigureAwait(false)
                : _known.Any(other => other.Id == job.RequestId && !ReferenceEquals(other.Of, submit));
            if (!isOfAnother)
            {
                left.Add(job);
            }
        }

        var hashes = left.ConvertAll(static job => job.Input.IsEmpty ? "" : InputHash.Of(job.Input.Span));
        var same = left.Where((_, index) => hashes[index] == submit.InputHash).ToList();
        return same.Count switch
        {
            _ when left.Count == 0 => Unlisted(submit, list, options),
            _ when submit.RequestId is { } own => Reconciliation.Unknown($"The list lacks the id {own} from the interrupted answer."),
            _ when hashes.Contains("") =>
                Reconciliation.Unknown("The list has an unmatched job from around the time of the submit, but shows no input for it."),
            // The job of this submit may be listed with its input in another form.
            0 => Reconciliation.Unknown("The list has unmatched jobs from around the time of the submit, but none with the input that "
                + $"was sent. Unmatched jobs: {left.Count}."),
            > 1 => Reconciliation.Unknown($"The list has {same.Count} unmatched jobs with this input from around the time of the submit."),
            _ when submit.Record is { } record && await record.HasTwinAsync(stop).ConfigureAwait(false) =>
                Reconciliation.Unknown("In the ledger, another job with this input has an unknown outcome."),
            _ => Reconciliation.Accepted(
                same[0].RequestId, "The list has exactly one unmatched job with this input from around the time of the submit."),
        };
    }

    private Reconciliation Unlisted(UnknownSubmit submit, JobList list, ReconcileOptions? options)
    {
        var delay = new[] { options?.NotAcceptedAfter ?? default, access.Settings.Service.ListDelay }.Max();
        var end = submit.EndedAt ?? LatestEnd(submit);
        var doubt = submit.RequestId is { } id ? $"The answer to the submit contained the request id {id}, which is not in the list."
            : submit.MayBeOfOtherAccount ? "The job was sent with RunOptions.ApiToken, so it may be in another account's list."
            : (submit.Options ?? access.Settings.ServiceOptions)?.MayRunElsewhere == true
                ? "The job may run on another endpoint (FalOptions.Fallbacks). That endpoint's list was not read."
            : options?.NotAcceptedAfter is null ? "The list has no job for this submit, and ReconcileOptions.NotAcceptedAfter is not set."
            : list.Clocks is not ({ } date, var now) ? "The list has no Date header to check this machine's clock. Settle the job by hand."
            : (now - date).Duration() > TimeSpan.FromMinutes(1) ? $"Correct this machine's clock: it says {now:u}, "
                + $"but the service's clock says {date:u}. Settle the job by hand; the search may have missed it."
            : now < end + delay
                ? $"The list has no job for this submit yet. If it still has none at {end + delay:u}, the submit counts as not accepted."
            : null;
        return doubt is not null ? Reconciliation.Unknown(doubt)
            : new(ReconcileOutcome.NotAccepted, RequestId: null, $"The list has no job for this submit, which ended at least {delay} ago.");
    }

    private DateTimeOffset LatestEnd(UnknownSubmit submit) =>
        submit.SentAt + access.Settings.JobTimeout + access.Settings.SubmitTimeout + ClockError;

    private static Reconciliation OfRecorded(RecordedOutcome recorded) => recorded switch
    {
        { RequestId: { } id } => Reconciliation.Accepted(id, "The ledger says that the job was accepted."),
        { IsRefused: true } => new(ReconcileOutcome.NotAccepted, RequestId: null, "The ledger says that the job was not accepted."),
        _ => Reconciliation.Unknown($"In the ledger, the job is {recorded.State ?? "missing"}."),
    };
}

/// <summary>A submit whose answer was lost.</summary>
// InputHash: empty if the input is not valid JSON. RequestId: from the part of the answer that arrived; null if that part has none.
// Account: null for the client's own token.
internal sealed record UnknownSubmit(
    string ModelId, string InputHash, DateTimeOffset SentAt, string? RequestId, IUnknownRecord? Record, TokenContext? Account)
{
    /// <summary>When the client stopped sending and waiting; null if that is not known, as for an attempt in a ledger.</summary>
    internal DateTimeOffset? EndedAt { get; init; }

    /// <summary>The service options from the run, or from a later call with the same key; null to use the client's options.</summary>
    internal ServiceOptions? Options { get; init; }

    /// <summary>True if the input may have been sent with another token. The job may then be listed only in that token's account.</summary>
    internal bool MayBeOfOtherAccount { get; init; }
}

/// <summary>Settles the submit that an exception reports as unknown.</summary>
// giveBack: gives back what the submit has reserved in the client's budget, or null.
internal sealed class UnknownSearch(Reconciler reconciler, UnknownSubmit submit, Action? giveBack = null)
{
    private Action? _giveBack = giveBack;
    private volatile Reconciliation? _settled;

    internal async Task<Reconciliation> RunAsync(ReconcileOptions? options, CancellationToken cancellationToken)
    {
        var found = _settled ?? await reconciler.RunAsync(submit, options, cancellationToken).ConfigureAwait(false);
        _settled = found.Outcome == ReconcileOutcome.Unknown ? null : found;
        (found.Outcome == ReconcileOutcome.NotAccepted ? Interlocked.Exchange(ref _giveBack, null) : null)?.Invoke();
        return found;
    }
}
