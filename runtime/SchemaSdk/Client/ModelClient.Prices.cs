using System.Text.Json;

namespace SchemaSdk;

/// <content>Estimates.</content>
public abstract partial class ModelClient
{
    /// <summary>
    /// Estimates what a run would cost, as the client does for <see cref="RunOptions.MaxPriceUsd"/> and
    /// <see cref="ModelClientOptions.BudgetUsd"/>. Nothing is submitted. The input is not checked.
    /// </summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The input of the model, as JSON.</param>
    /// <param name="cancellationToken">Cancels the read of the price.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not a valid id, or <paramref name="input"/> is undefined or contains an unpaired surrogate.
    /// </exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read, or does not know the model.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual async Task<ModelCostEstimate> EstimateAsync(
        string modelId, JsonElement input, CancellationToken cancellationToken = default)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        var written = Written(modelId, input, null, static (writer, value) => value.WriteTo(writer));
        var estimate = await Parts.Prices.EstimateAsync(modelId, FindModel(modelId), written.Text, cancellationToken).ConfigureAwait(false);
        return new(estimate.AmountUsd, estimate.Reason, estimate.Counted);
    }
}
