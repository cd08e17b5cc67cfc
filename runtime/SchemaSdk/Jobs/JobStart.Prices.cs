using SchemaSdk.Catalog.Prices;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

internal sealed partial class JobStart
{
    /// <summary>
    /// Reads the price of a job if the ledger needs it, and reserves the price in the budget if there is a limit. Throws if the call may
    /// only attach.
    /// </summary>
    private async ValueTask<(decimal? PriceUsd, Reservation? Reservation)> ReserveAsync(
        JobCall call, LedgerJob? recorded, CancellationToken cancellationToken)
    {
        var onlyAttaches = call.Options?.OnlyAttaches == true;
        var isLimited = (call.Options?.MaxPriceUsd ?? shared.Line.Settings.BudgetUsd) is not null;
        if (!isLimited && !onlyAttaches && recorded?.NeedsPrice != true)
        {
            return default;
        }

        try
        {
            if (onlyAttaches)
            {
                throw new NotAttachedException(call.ModelId);
            }

            decimal? price = recorded?.NeedsPrice == true
                ? await prices.PriceAsync(call.ModelId, call.Model, call.Input.Text, cancellationToken).ConfigureAwait(false)
                : null;
            return (price, isLimited
                ? await prices.ReserveAsync(call.ModelId, call.Model, call.Input.Text, call.Options?.MaxPriceUsd, cancellationToken)
                    .ConfigureAwait(false)
                : null);
        }
        catch (Exception exception)
        {
            // Whatever the exception, nothing was sent, and the ledger must record that.
            var error = exception is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? new SubmitErrors(call.ModelId).Canceled(cancellationToken, exception)
                : exception;
            if (recorded is not null)
            {
                await RecordAsync(call, recorded, SubmitOutcome.NotAccepted(error), cancellationToken).ConfigureAwait(false);
            }

            if (error == exception)
            {
                throw;
            }

            throw error;
        }
    }
}
