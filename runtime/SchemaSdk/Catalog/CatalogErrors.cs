using System.Collections.ObjectModel;
using System.Globalization;
using SchemaSdk.Client.Errors;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Catalog;

/// <summary>The errors of a read of the catalogue. No job depends on it.</summary>
// modelId: the model that was asked for; null: all of them.
// consequence: what became of the call that needed it, as a sentence after a space; empty if the read was all of it.
internal sealed class CatalogErrors(string? modelId, string consequence = "")
{
    private string Subject => modelId is null ? "the catalogue" : $"the catalogue entry of {modelId}";

    internal ModelApiException Refused(ApiAnswer answer) =>
        new Refusal(answer).Tell($"to tell {Subject}", consequence: "", advice: consequence, modelId, requestId: null);

    // wait: what the service asked to wait, where that is longer than there is time.
    internal ModelUnavailableException Unavailable(ApiAttempt last, TimeSpan elapsed, TimeSpan? wait) =>
        new($"T{Subject[1..]} could not be read for {ErrorText.Seconds(elapsed)}: {last.Describe()}."
            + (wait is { } time ? $" The service asks to wait {ErrorText.Seconds(time)}, longer than Retry.ReadBudget allows." : "")
            + consequence, last.Cause)
        {
            ModelId = modelId,
            ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    internal ModelConfigurationException Token(ModelConfigurationException cause) => new(cause.Message, cause) { ModelId = modelId };

    internal ObjectDisposedException Disposed() =>
        new(nameof(ModelClient), $"The client was disposed before {Subject} was read.{consequence}");

    // read: how many entries came before.
    internal ModelException Repeated(int read) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalogue repeats itself: the last of {read} entries were all there before. Search for less, or read single models."));

    internal ModelException Endless(int read) => new(string.Create(
        CultureInfo.InvariantCulture, $"The catalogue did not end after {read} entries. Search for less."));
}
