using SchemaSdk.Events;
using SchemaSdk.Ledgers;
using SchemaSdk.Limits;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>The jobs of a ledger.</content>
internal sealed partial class JobStart
{
    // A ledger that lets nobody through, and gives no job to wait for, is broken.
    private const int MostConflicts = 5;

    private async ValueTask<ServiceJob<TOutput>> KeyedAsync<TOutput>(
        ILedgerKeys keys,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        Uri address,
        RunOptions? options,
        int conflicts,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        var key = options?.Key;
        var copying = CopyingOf(modelId, input, ref key);
        while (true)
        {
            var (lines, known) = await BeginAsync(keys, modelId, input, copying, key, options, cancellationToken).ConfigureAwait(false);
            if (known is not null)
            {
                return known.State == LedgerState.Unknown
                    ? throw new SubmitErrors(modelId).StillUnknown(known)
                    : TakeUp(known, lines, options, read);
            }

            try
            {
                if (copying is null)
                {
                    return await SendAsync(modelId, model, input, address, options, lines, keys: null, read, cancellationToken)
                        .ConfigureAwait(false);
                }

                await copying.CheckAsync(cancellationToken).ConfigureAwait(false);
                var job = await SendAsync(
                    modelId, model, copying.Input, address, options, lines, keys: null, read, cancellationToken).ConfigureAwait(false);
                ForgetCopies(lines.Key, modelId, job.RequestId);
                return job;
            }
            catch (ModelLedgerException exception) when (IsConflict(exception) && ++conflicts < MostConflicts)
            {
                // Nothing was sent: somebody else was quicker, and this call waits for what came of that.
            }
            catch (Exception exception)
            {
                // Whatever ends it, others may take it up.
                (exception as ModelException)?.Name(lines.Key);
                if (copying is not null && options?.Key is null
                    && exception is ModelLedgerException { RequestId: null, IsConflict: false })
                {
                    // Nothing was sent, and nobody else can come with a key that was made up for this call.
                    ForgetCopies(lines.Key, modelId, requestId: null);
                }
                else if (copying is not null && exception
                        is not (ModelSubmissionUnknownException or ModelLedgerException or ModelWaitCanceledException)
                    && (options?.Key is null || !SubmitOutcome.IsForNow(exception)))
                {
                    CopiesLeft(lines.Key, modelId, await keys.ForgetUnsentAsync(lines.Key).ConfigureAwait(false));
                }

                lines.LeftAsync().Watch(shared.Line.Settings.Log, lines.Key, requestId: "", modelId);
                throw;
            }
            finally
            {
                keys.Release(lines.Key);
            }
        }
    }

    private static IJobLines? TryBegin(ILedgerKeys keys, string modelId, WrittenInput input, string? key, RunOptions? options)
    {
        var lines = keys.TryBegin(modelId, input.Text, key);
        return options?.LeavesDelivery == true ? lines?.LeavingDelivery(isClaimed: false) : lines;
    }

    // Nothing was sent: somebody else was quicker.
    private static bool IsConflict(Exception error) => error is ModelLedgerException { IsConflict: true, RequestId: null };

    // Whatever ended it, others may take it up.
    private void Leave(ILedgerKeys keys, IJobLines lines, string modelId, Exception error)
    {
        (error as ModelException)?.Name(lines.Key);
        lines.LeftAsync().Watch(shared.Line.Settings.Log, lines.Key, requestId: "", modelId);
        keys.Release(lines.Key);
    }

    private async Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        ILedgerKeys keys,
        string modelId,
        WrittenInput input,
        InputCopying? copying,
        string? key,
        RunOptions? options,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = shared.Line.Stop.EndWithClient(stop);
        var isBegun = false;
        try
        {
            var (lines, known) = copying is null
                ? await keys.BeginAsync(modelId, input.Text, key, stop.Token).ConfigureAwait(false)
                : await keys.BeginAsync(modelId, copying.KeepAsync, key!, stop.Token).ConfigureAwait(false);
            isBegun = true;
            return (options?.LeavesDelivery == true ? lines.LeavingDelivery(isClaimed: false) : lines, known);
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            throw cancellationToken.IsCancellationRequested
                ? new SubmitErrors(modelId).CanceledBefore(cancellationToken, exception)
                : new SubmitErrors(modelId).Disposed();
        }
        catch (ModelException) when (copying is not null && options?.Key is not null)
        {
            CopiesLeft(key!, modelId, await keys.ForgetSentAsync(key!).ConfigureAwait(false));
            throw;
        }
        finally
        {
            if (!isBegun && copying is not null && options?.Key is null)
            {
                // Nobody else can come with a key that was made up for this call.
                ForgetCopies(key!, modelId, requestId: null);
            }
        }
    }

    private async ValueTask<IReservation?> ReserveAsync(
        IJobLines lines,
        ILedgerKeys? keys,
        IPriceLimit? limit,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        RunOptions? options,
        CancellationToken cancellationToken)
    {
        try
        {
            await lines.PriceAsync(budget, modelId, model, input.Text, cancellationToken).ConfigureAwait(false);
            return limit is null ? null
                : await limit.ReserveAsync(budget, modelId, model, input.Text, options?.PriceLimit?.Usd, cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever refuses it, nothing was sent, and nobody sends it now.
            await RecordAsync(requestId: "", modelId, lines, mayRun: false, exception, options, cancellationToken)
                .ConfigureAwait(false);
            if (keys is not null)
            {
                Leave(keys, lines, modelId, exception);
            }

            throw;
        }
    }
}
