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
        CallTime time,
        OutputParser<TOutput> read,
        CancellationToken cancellationToken)
    {
        var key = options?.Key;
        var copying = CopyingOf(modelId, input, ref key);
        var conflicts = 0;
        while (true)
        {
            var (lines, known) = await BeginAsync(keys, modelId, input, copying, key, options, time, cancellationToken)
                .ConfigureAwait(false);
            if (known is not null)
            {
                return known.State == LedgerState.Unknown
                    ? throw new SubmitErrors(modelId).StillUnknown(known)
                    : TakeUp(known, lines, options, time, read);
            }

            try
            {
                if (copying is null)
                {
                    return await SendAsync(
                        modelId, model, input, address, options, time, lines, read, cancellationToken)
                        .ConfigureAwait(false);
                }

                await copying.CheckAsync(cancellationToken).ConfigureAwait(false);
                var job = await SendAsync(
                    modelId, model, copying.Input, address, options, time, lines, read, cancellationToken)
                    .ConfigureAwait(false);
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

    // Nothing was sent: somebody else was quicker.
    private static bool IsConflict(Exception error) => error is ModelLedgerException { IsConflict: true, RequestId: null };

    private async Task<(IJobLines Lines, LedgerEntry? Known)> BeginAsync(
        ILedgerKeys keys,
        string modelId,
        WrittenInput input,
        InputCopying? copying,
        string? key,
        RunOptions? options,
        CallTime time,
        CancellationToken cancellationToken)
    {
        var line = shared.Line;
        using var limit = new CancellationTokenSource(time.Left(line.Time), line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = line.Stop.EndWithClient(stop);
        var isBegun = false;
        Task<(IJobLines Lines, LedgerEntry? Known)>? beginning = null;
        try
        {
            beginning = copying is null
                ? keys.BeginAsync(modelId, input.Text, key, stop.Token)
                : keys.BeginAsync(modelId, copying.KeepAsync, key!, stop.Token);
            var (lines, known) = await beginning.WaitAsync(stop.Token).ConfigureAwait(false);
            isBegun = true;
            return (options?.LeavesDelivery == true ? lines.LeavingDelivery(isClaimed: false) : lines, known);
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            var errors = new SubmitErrors(modelId);
            Exception error = cancellationToken.IsCancellationRequested ? errors.CanceledBefore(cancellationToken, exception)
                : line.Stop.IsDisposed ? errors.Disposed()
                : errors.NotBegun(time.Timeout, options?.Key);
            if (beginning is not null)
            {
                _ = WithdrawAsync(keys, beginning, modelId, error);
            }

            throw error;
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

    // The caller has gone, and the ledger may still take the first line. Then the key is this call's until the line is followed by a
    // line saying that nothing was sent.
    private async Task WithdrawAsync(
        ILedgerKeys keys, Task<(IJobLines Lines, LedgerEntry? Known)> beginning, string modelId, Exception error)
    {
        await ((Task)beginning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (beginning is { IsCompletedSuccessfully: true, Result: { Known: null, Lines: { } lines } })
        {
            var outcome = new SubmitOutcome(shared.Line.Settings.Log, lines, modelId, mayRun: false, error);
            await FinishAsync(outcome.PutAsync(), lines, outcome, modelId, error).ConfigureAwait(false);
            lines.LeftAsync().Watch(shared.Line.Settings.Log, lines.Key, requestId: "", modelId);
            keys.Release(lines.Key);
        }
    }

    private async ValueTask<IReservation?> ReserveAsync(
        IJobLines lines,
        IPriceLimit? limit,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        RunOptions? options,
        CallTime time,
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
            await RecordAsync(modelId, lines, mayRun: false, exception, time, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
