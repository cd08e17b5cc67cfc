using SchemaSdk.Catalog.Prices;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>The prices of what is submitted.</content>
internal sealed partial class JobStart
{
    /// <summary>Reads the price of a run, where its ledger needs it, and takes it from the budget, where there is a limit.</summary>
    private async ValueTask<(decimal? PriceUsd, Reservation? Reservation)> ReserveAsync(
        LedgerJob? recorded,
        string modelId,
        ModelInfo? model,
        WrittenInput input,
        RunOptions? options,
        CallTime time,
        CancellationToken cancellationToken)
    {
        var isLimited = (options?.MaxPriceUsd ?? shared.Line.Settings.BudgetUsd) is not null;
        if (!isLimited && recorded?.NeedsPrice != true)
        {
            return default;
        }

        try
        {
            decimal? price = recorded?.NeedsPrice == true
                ? await prices.PriceAsync(modelId, model, input.Text, cancellationToken).ConfigureAwait(false)
                : null;
            return (price, isLimited
                ? await prices.ReserveAsync(modelId, model, input.Text, options?.MaxPriceUsd, cancellationToken).ConfigureAwait(false)
                : null);
        }
        catch (Exception exception)
        {
            // Whatever refuses it, nothing was sent, and no other call sends it now.
            var error = exception is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? new SubmitErrors(modelId).Canceled(cancellationToken, exception)
                : exception;
            if (recorded is not null)
            {
                await RecordAsync(modelId, recorded, SubmitOutcome.NotAccepted(error), options, time, cancellationToken)
                    .ConfigureAwait(false);
            }

            if (error == exception)
            {
                throw;
            }

            throw error;
        }
    }
}
