using System.Collections.ObjectModel;
using System.Globalization;
using SchemaSdk.Client.Errors;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Catalog;

/// <summary>Creates the errors of failed reads of the catalogue.</summary>
// modelId: the requested model; null for a read of the whole catalogue.
// consequence: a sentence about the call that needed the entry, with a leading space; empty if the call only reads the catalogue.
// what: the name of what the client reads, for the message.
internal sealed class CatalogErrors(string? modelId, string consequence = "", string what = "catalogue entry")
{
    private string Subject => modelId is null ? "the catalogue" : $"the {what} of {modelId}";

    internal ModelApiException Refused(ApiAnswer answer) =>
        new Refusal(answer).Tell($"to return {Subject}", consequence: "", advice: consequence, modelId, requestId: null);

    // wait: the delay that the service asked for, if it is longer than the remaining time.
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

    // read: the number of entries that were read.
    internal ModelException Repeated(int read) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalogue repeats itself: after {read} entries, the last page had no new one. Use a narrower search or read single models."));

    internal ModelException Endless(int read) => new(string.Create(
        CultureInfo.InvariantCulture, $"The catalogue did not end after {read} entries. Use a narrower search."));
}
