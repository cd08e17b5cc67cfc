using System.Text;
using System.Text.Json;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Refuses to record a job unless its price is known and within the limit.</summary>
/// <param name="clients">The clients that read the prices.</param>
/// <param name="options">The options of the recording, which set <see cref="ModelRecordingOptions.MaxPriceUsd"/>.</param>
internal sealed class PriceCheck(RecordingClients clients, ModelRecordingOptions options)
{
    // A service that prices inputs gets a short string in place of each file, as from a client without a recording.
    private static readonly JsonRewriter WithoutFiles = new(
        static (_, _) => false,
        static text => DataFile.Read(text) is { } file ? RecordedFile.InputOf(KnownFiles.HashOf(file.Content)) : text);

    /// <returns>
    /// The price to record: that of the model if it was read from the catalogue; otherwise, the price of this job for one of its outputs.
    /// </returns>
    /// <exception cref="ModelBudgetException">The job costs more than the limit, or its price is unknown.</exception>
    /// <exception cref="ModelRecordingException">The price could not be read.</exception>
    public async Task<EmulatedPrice?> CheckAsync(RequestMark mark, string? token, JsonElement input, CancellationToken cancellationToken)
    {
        var (modelId, limit) = (mark.Call.Details!.ModelId, options.MaxPriceUsd!.Value);
        if (Given(modelId, input) is { } given)
        {
            return given < 0 ? throw Refused(modelId, price: null, $"PriceUsd returned {Dollars.Write(given)}", limit)
                // Rounded down, so that the played price of all outputs is never above the given price.
                : given <= limit ? EmulatedPrice.PerOutput(decimal.Round(given / OutputsOf(mark, input), 12, MidpointRounding.ToZero))
                : throw Refused(modelId, given, "according to PriceUsd", limit);
        }

        var client = clients.Of(mark.Service, mark.BaseAddress, token ?? "");
        try
        {
            var text = WithoutFiles.Rewrite(input);
            var estimate = await client.Parts.Prices.EstimateAsync(modelId, mark.Call.Model, text, isOfWorker: false, cancellationToken)
                .ConfigureAwait(false);
            if (estimate.AmountUsd is not { } amount || amount > limit)
            {
                throw Refused(modelId, estimate.AmountUsd, estimate.Basis, limit);
            }

            var entry = mark.Service.Catalog is null ? null
                : await client.GetModelAsync(modelId, cancellationToken).ConfigureAwait(false);
            return entry is { BasePriceUsd: { } price, PriceUnit: { } unit }
                ? new EmulatedPrice(price, unit)
                : EmulatedPrice.PerOutput(amount);
        }
        catch (ModelException exception) when (!exception.IsVeto)
        {
            throw new ModelRecordingException(
                $"A job of {modelId} was not recorded, because its price could not be read: {exception.Message} Nothing was submitted.",
                exception)
            {
                ModelId = modelId,
            };
        }
    }

    // Counts the outputs in the same way as they are counted when the recording is played.
    private static decimal OutputsOf(RequestMark mark, JsonElement input)
    {
        var entry = new ModelCatalogEntry { Id = mark.Call.Details!.ModelId, BasePriceUsd = 1, PriceUnit = "output" };
        var text = Encoding.UTF8.GetBytes(input.GetRawText());
        return PriceEstimate.Of(mark.Service, entry.Id, entry, mark.Call.Model, text).AmountUsd is { } count and > 0 ? count : 1;
    }

    private decimal? Given(string modelId, JsonElement input)
    {
        try
        {
            return options.PriceUsd?.Invoke(modelId, input);
        }
        catch (Exception exception)
        {
            // The client would treat an exception from the application's function as a broken connection.
            throw new ModelRecordingException(
                $"ModelRecordingOptions.PriceUsd threw an exception for {modelId}, so nothing was sent: {exception.Message}", exception)
            {
                ModelId = modelId,
            };
        }
    }

    private static ModelBudgetException Refused(string modelId, decimal? price, string reason, decimal limit) => new(
        price is { } amount
            ? $"Recording a job of {modelId} would cost {Dollars.Write(amount)} ({reason}), but ModelRecordingOptions.MaxPriceUsd is "
                + $"{Dollars.Write(limit)}. Nothing was sent. Use an input that costs less, or raise the limit."
            : $"The price of a job of {modelId} is unknown: {reason}. Nothing was sent, because the price cannot be compared with "
                + "MaxPriceUsd. Set ModelRecordingOptions.PriceUsd to a function that returns the price.")
    {
        ModelId = modelId,
        EstimateUsd = price,
        LimitUsd = price is null ? null : limit,
        IsVeto = true,
    };
}
