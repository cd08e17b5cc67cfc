using SchemaSdk.Catalog.Prices;
using SchemaSdk.Submitting.Storing;

namespace SchemaSdk.Jobs;

/// <summary>Creates a client's jobs: submits an input, or attaches to a job that was submitted earlier.</summary>
internal sealed partial class JobStart(SharedByJobs shared, Underway submits, PriceGuard prices, Reconciler reconciler)
{
    private readonly FileStore _files = new(shared.Access);

    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    internal ValueTask<ServiceJob<TOutput>> SubmitAsync<TOutput>(
        string modelId, ModelInfo? model, WrittenInput input, RunOptions? options, OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        var settings = shared.Access.Settings;
        var call = new JobCall(modelId, model, input, options, shared.Access.Time.GetTimestamp(), TimeoutOf(options));
        ClientSettings.Amount(options?.MaxPriceUsd, nameof(RunOptions.MaxPriceUsd));
        settings.Service.CheckModelId(modelId);
        RunOptions.CheckKey(options);
        RunOptions.TokenOf(options);
        ClientSettings.Checked(options?.Service, settings.Service, "RunOptions.Service");
        var schema = options?.ValidateInput ?? settings.ValidateInput ? model : null;
        RequestSlot.GiveUpAround(shared.Access.InFlight);
        if (settings.Ledger is { } ledger)
        {
            var entry = EntryOf(call, schema);
            return KeyedAsync(ledger, entry, call with { Entry = entry }, read, cancellationToken);
        }

        if (schema is not null)
        {
            input.Check(schema);
        }

        return SendAsync(call, recorded: null, read, cancellationToken);
    }

    // Thousands of calls may wait here at the same time. To save memory, their tasks are pooled, and
    // shared objects are read from fields, not kept in locals across an await.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ServiceJob<TOutput>> SendAsync<TOutput>(
        JobCall call, LedgerJob? recorded, OutputParser<TOutput> read, CancellationToken cancellationToken)
    {
        var job = new JobCore(shared, new JobKey(call.ModelId, RequestId: "", Links: null), call.Options)
        {
            Ledger = recorded,
            Account = AccountOf(call.ModelId, recorded?.Key, customer: null, call.Options),
            Customer = call.Options?.Customer,
        };
        Submission? submission = null;
        var (isIntended, isBegun) = (false, false);
        try
        {
            await ReserveAsync(job, call, cancellationToken).ConfigureAwait(false);

            // Set before the submit waits for a request slot, because that wait may use up the time meant for the ledger.
            job.RecordTime = SubmitAttempt.AtLeastGrace(call.Left(shared.Access.Time));
            isIntended = job.Tell(new JobEvent(JobMoment.Intending, job));
            if (call.Input.Files is not null)
            {
                var limit = new JobDeadline(shared.Access.Time, call.Start, call.Timeout);
                var stored = await _files.StoreAsync(job, DetailsOf(job, call), call.Input, limit, cancellationToken).ConfigureAwait(false);
                call = call with { Input = stored };
                job.SentHash = recorded is not null && stored.Files is null ? InputHash.Of(stored.Text.Span) : null;
            }

            // Thousands of calls may wait here. To save memory, the Submission is created only afterwards.
            var first = call.Options?.Turn is null
                ? await shared.Access.InFlight.EnterAsync(cancellationToken).ConfigureAwait(false) : null;
            isBegun = submits.TryEnter();
            submission = new Submission(shared.Access, job, call.Model, call.Input, DetailsOf(job, call));
            var accepted = await submission.RunAsync(first, call.Options?.Turn, isBegun, cancellationToken).ConfigureAwait(false);
            var deadline = new JobDeadline(shared.Access.Time, shared.Access.Time.GetTimestamp(), call.Timeout);
            job.Accept(accepted.RequestId!);
            reconciler.Know(job.RequestId);
            job.Tell(submission.Told(JobMoment.Accepted));
            if (recorded is not null)
            {
                await RecordAcceptedAsync(job, recorded, accepted, call, cancellationToken).ConfigureAwait(false);
            }

            job.Link(accepted.Http.Answer!);
            job.Share(adds: true);
            return new ServiceJob<TOutput>(job, call.Options, deadline, read);
        }
        catch (Exception exception) when (job.RequestId.Length == 0)
        {
            var errors = new SubmitErrors(call.ModelId);
            var mayRun = submission?.MayRun == true;
            var isStopped = submission is null && exception is OperationCanceledException;
            var error = isStopped && cancellationToken.IsCancellationRequested ? errors.Canceled(cancellationToken, exception)
                : isStopped && shared.Access.Stop.IsDisposed ? errors.Disposed()
                : IsForeseen(exception, mayRun) ? exception
                : submission?.Unforeseen(exception) ?? errors.Unforeseen(exception);
            if (!mayRun)
            {
                job.Reservation?.GiveBack();
            }
            else if (error is ModelSubmissionUnknownException unknown)
            {
                var ended = shared.Access.Time.GetUtcNow();
                var submit = SubmitOf(call, unknown, call.Input.Text, job.Account) with { EndedAt = ended };
                unknown.Search = new UnknownSearch(reconciler, submit, job.Reservation is { } reserved ? reserved.GiveBack : null);
                if (submit is { Record: null, RequestId: { } id })
                {
                    reconciler.Know(id, submit);   // not needed with a ledger, which can tell jobs with the same input apart
                }
            }

            if (isIntended)
            {
                var moment = mayRun ? JobMoment.Unknown : JobMoment.Refused;
                job.Tell((submission?.Told(moment) ?? new JobEvent(moment, job)) with { Error = error });
            }

            if (recorded is not null)
            {
                var outcome = mayRun ? SubmitOutcome.Unknown(error) : SubmitOutcome.NotAccepted(error);
                await RecordAsync(call, recorded, outcome, cancellationToken).ConfigureAwait(false);
            }

            if (error != exception)
            {
                throw error;
            }

            throw;
        }
        finally
        {
            // The submit counts as in flight until its request id has been reported, because DisposeAsync waits for submits in flight.
            if (isBegun)
            {
                submits.Leave();
            }
        }
    }

    /// <summary>Reads the price if the ledger or a limit needs it, and reserves that amount. Throws if the call must not submit.</summary>
    private async ValueTask ReserveAsync(JobCore job, JobCall call, CancellationToken cancellationToken)
    {
        var maxPrice = call.Options?.OnlyAttaches == true ? throw new NotAttachedException(call.ModelId) : call.Options?.MaxPriceUsd;
        var (isForLedger, isKept) = (job.Ledger?.NeedsPrice == true, call.Entry?.IsBudgetKept == true);
        if (isForLedger || (maxPrice ?? shared.Access.Settings.BudgetUsd) is not null)
        {
            var (price, reservation) = await prices.ReserveAsync(
                call.ModelId, call.Model, call.Input.Text, maxPrice, isForLedger, isKept, job.IsOfWorker, cancellationToken)
                .ConfigureAwait(false);
            job.Reserve(price, reservation);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The job's timeout is zero or less, or above 24 days.</exception>
    private TimeSpan TimeoutOf(RunOptions? options) => options?.JobTimeout is { } timeout
        ? ClientSettings.Positive(timeout, nameof(RunOptions.JobTimeout)) : shared.Access.Settings.JobTimeout;

    private SubmitDetails DetailsOf(ObservedJob job, JobCall call) =>
        new(call.ModelId, job.Ledger?.Key, call.Timeout, call.Options?.Service ?? shared.Access.Settings.ServiceOptions);

    private static UnknownSubmit SubmitOf(
        JobCall call, ModelSubmissionUnknownException error, ReadOnlyMemory<byte> input, TokenContext? account) =>
        new(call.ModelId, InputHash.Of(input.Span), error.SentAt, error.RequestId, call.Entry?.LastAttempt?.Invoke(), account)
        { Options = call.Options?.Service };

    // If the job may run, only a ModelSubmissionUnknownException tells the caller so.
    private static bool IsForeseen(Exception exception, bool mayRun) => mayRun ? exception is ModelSubmissionUnknownException
        : exception is ModelException or OperationCanceledException or ObjectDisposedException;

    /// <summary>A call that submits a job.</summary>
    private sealed record JobCall(string ModelId, ModelInfo? Model, WrittenInput Input, RunOptions? Options, long Start, TimeSpan Timeout)
    {
        /// <summary>What the client passes to the ledger about the call; null without a ledger.</summary>
        internal LedgerCall? Entry { get; init; }

        internal TimeSpan Left(TimeProvider time) => JobDeadline.AtLeastZero(Timeout - time.GetElapsedTime(Start));
    }
}
