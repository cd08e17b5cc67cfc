using SchemaSdk.Catalog.Limits;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Submitting;

namespace SchemaSdk.Client;

/// <summary>Lets the prices decide which inputs are submitted.</summary>
internal sealed class PricedJobs(PriceGuard prices) : IJobBudget
{
    public async ValueTask<IReservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken)
    {
        try
        {
            return await prices.ReserveAsync(modelId, model, input, maxPrice, cancellationToken).ConfigureAwait(false) is { } taken
                ? new Taken(taken)
                : null;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new SubmitErrors(modelId).Canceled(cancellationToken, exception);
        }
    }

    public async ValueTask<decimal> PriceAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            return await prices.PriceAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new SubmitErrors(modelId).Canceled(cancellationToken, exception);
        }
    }

    private sealed class Taken(Reservation reservation) : IReservation
    {
        public void GiveBack() => reservation.GiveBack();

        public void Settle(decimal? cost) => reservation.Settle(cost);
    }
}
