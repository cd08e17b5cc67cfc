using System.Runtime.CompilerServices;
using SchemaSdk.Events;
using SchemaSdk.InFlight;
using SchemaSdk.Ledgers;
using SchemaSdk.Limits;
using SchemaSdk.Services;
using SchemaSdk.Submitting;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Makes the jobs of a client: by a submit, or by the id of an earlier one.</summary>
/// <param name="shared">The parts that the jobs share.</param>
/// <param name="submits">Those that are being submitted.</param>
/// <param name="budget">Refuses what costs too much.</param>
internal sealed partial class JobStart(SharedByJobs shared, SubmitsInFlight submits, IJobBudget budget)
{
    // A ledger that lets nobody through, and gives no job to wait for, is broken.
    private const int MostConflicts = 5;

    private readonly ILedgerKeys? _keys =
        shared.Line.Settings.Ledger?.Keys(shared.Line.Time, shared.Line.Settings.Service.Names.Name);

    private readonly SubmitAddresses _addresses = new(shared.Line.Settings.Service, shared.Line.Settings.BaseAddress);

    /// <summary>Gives out a job that is being submitted.</summary>
    internal static async Task<ModelJob<TOutput>> SubmitAsync<TOutput>(
        ValueTask<ServiceJob<TOutput>> starting, CancellationToken cancellationToken)
    {
        var job = await starting.ConfigureAwait(false);
        return await job.UnlessStoppedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    // model: what is known of the model; null: the input is not checked.
    internal ValueTask<ServiceJob<TOutput>> SubmitAsync<TOutput>(
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        RunOptions? options,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        var line = shared.Line;
        JobCore.TimeoutOf(line.Settings, options);
        options?.PriceLimit?.Checked(nameof(RunOptions.MaxPriceUsd));
        var address = _addresses.Of(modelId);
        if (model is not null && (options?.ValidateInput ?? line.Settings.ValidateInput))
        {
            InputText.Check(model, input);
        }

        RunOptions.CheckKey(options);
        return _keys is null
            ? SendAsync(modelId, model, input, address, options, lines: null, read, cancellationToken)
            : KeyedAsync(_keys, modelId, model, input, address, options, read, cancellationToken);
    }

    private async ValueTask<ServiceJob<TOutput>> KeyedAsync<TOutput>(
        ILedgerKeys keys,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        Uri address,
        RunOptions? options,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        if (input.Files is not null)
        {
            throw new SubmitErrors(modelId).FilesNotKept();
        }

        for (var conflicts = 1; ; conflicts++)
        {
            var (lines, known) = await BeginAsync(keys, modelId, input, options, cancellationToken).ConfigureAwait(false);
            if (known is not null)
            {
                return known.State == LedgerState.Unknown
                    ? throw new SubmitErrors(modelId).StillUnknown(known)
                    : TakeUp(known, lines, options, read);
            }

            try
            {
                return await SendAsync(modelId, model, input, address, options, lines, read, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception)
                when (exception is { IsConflict: true, RequestId: null } && conflicts < MostConflicts)
            {
                // Nothing was sent: somebody else was quicker, and this call waits for what came of that.
            }
            catch (Exception exception)
            {
                // Whatever ends it, others may take it up.
                (exception as ModelException)?.Name(lines.Key);
                lines.LeftAsync().Watch(shared.Line.Settings.Log, lines.Key, requestId: "", modelId);
                throw;
            }
            finally
            {
                keys.Release(lines.Key);
            }
        }
    }

    private static async Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        ILedgerKeys keys, string modelId, WrittenInput input, RunOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            var (lines, known) = await keys.BeginAsync(modelId, input.Text, options?.Key, cancellationToken).ConfigureAwait(false);
            return (options?.LeavesDelivery == true ? lines.LeavingDelivery() : lines, known);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new SubmitErrors(modelId).CanceledBefore(cancellationToken, exception);
        }
    }

    // Of thousands of jobs each holds on to the task of its submit: a pooled one is used again meanwhile.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ServiceJob<TOutput>> SendAsync<TOutput>(
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        Uri address,
        RunOptions? options,
        IJobLines? lines,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        var line = shared.Line;
        var limit = options?.PriceLimit ?? line.Settings.Budget;
        var reservation = limit is null ? null
            : await limit.ReserveAsync(budget, modelId, model, input.Text, options?.PriceLimit?.Usd, cancellationToken)
                .ConfigureAwait(false);
        var job = new JobCore(shared, modelId, options) { Reservation = reservation, Lines = lines };
        Submission? submission = null;
        var isBegun = false;
        try
        {
            await shared.Events.TellAsync(new JobEvent(JobMoment.Intending, job), cancellationToken).ConfigureAwait(false);

            // Thousands may wait here: what a submit consists of is made once it has its place.
            RequestPlace? first;
            try
            {
                first = options?.Place is null ? await line.InFlight.EnterAsync(cancellationToken).ConfigureAwait(false) : null;
            }
            catch (OperationCanceledException)
            {
                throw new SubmitErrors(modelId).Stopped(cancellationToken);
            }

            isBegun = submits.TryBegin();
            submission = new Submission(line, shared.Events, job, submits, model, address, input);
            var receipt = await submission.RunAsync(first, options?.Place, isBegun, cancellationToken).ConfigureAwait(false);
            job.Accept(receipt);
            shared.Events.Tell(submission.Told(JobMoment.Accepted));
            if (lines is not null)
            {
                await RecordAsync(job, lines).ConfigureAwait(false);
            }

            job.Link(receipt.Answer);
            if (options?.Key is not null)
            {
                lines?.Share(job);
            }

            return new ServiceJob<TOutput>(job, options, read);
        }
        catch (Exception exception) when (job.RequestId.Length == 0)
        {
            var mayRun = submission?.MayRun == true;
            var error = IsForeseen(exception, mayRun) ? exception
                : submission?.Unforeseen(exception) ?? new SubmitErrors(modelId).Unforeseen(exception);
            var moment = mayRun ? JobMoment.Unknown : JobMoment.Refused;
            shared.Events.Tell((submission?.Told(moment) ?? new JobEvent(moment, job)) with { Error = error });
            if (lines is not null)
            {
                await RecordAsync(job, lines, mayRun, error).ConfigureAwait(false);
            }

            if (error != exception)
            {
                throw error;
            }

            throw;
        }
        finally
        {
            // By now its id is told: nobody who awaits the last submit misses it.
            if (isBegun)
            {
                submits.End();
            }
        }
    }

    // Before anybody gets the job, its id is in the ledger.
    private static async ValueTask RecordAsync(JobCore job, IJobLines lines)
    {
        try
        {
            await lines.AcceptedAsync(job.RequestId).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the id is told.
            var error = job.Errors.NotRecorded(exception);
            job.Leave(error);
            throw error;
        }
    }

    // Without this line the ledger takes the submit for one of which nothing is known, which forbids another and costs nothing.
    private async ValueTask RecordAsync(JobCore job, IJobLines lines, bool mayRun, Exception error)
    {
        try
        {
            await (mayRun ? lines.UnknownAsync((error as ModelException)?.RequestId)
                : error is ModelUnavailableException or ModelConfigurationException or OperationCanceledException or ObjectDisposedException
                    ? lines.NotTakenAsync()
                    : lines.RefusedAsync()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets what came of the submit.
            Log.NotRecorded(shared.Line.Settings.Log, lines.Key, job.RequestId, job.ModelId, exception.GetType().Name);
        }
    }

    // mayRun: whether the submit may have been accepted, which only one exception says.
    private static bool IsForeseen(Exception exception, bool mayRun) => mayRun
        ? exception is ModelSubmissionUnknownException
        : exception is ModelException or OperationCanceledException or ObjectDisposedException;
}
