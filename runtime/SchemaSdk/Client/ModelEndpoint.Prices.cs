namespace SchemaSdk;

/// <content>Estimates.</content>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    /// <summary>
    /// Estimates what a run would cost, as the client does for <see cref="RunOptions.MaxPriceUsd"/> and
    /// <see cref="ModelClientOptions.BudgetUsd"/>. Nothing is submitted.
    /// </summary>
    /// <param name="input">The input of the model. It is not checked against the schema.</param>
    /// <param name="cancellationToken">Cancels the read of the price.</param>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read, or does not know the model.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual async Task<ModelCostEstimate> EstimateAsync(TInput input, CancellationToken cancellationToken = default)
    {
        var estimate = await Client.Parts.Prices
            .EstimateAsync(ModelId, Info, Written(input).Text, cancellationToken)
            .ConfigureAwait(false);
        return new(estimate.AmountUsd, estimate.Reason, estimate.Counted);
    }
}
