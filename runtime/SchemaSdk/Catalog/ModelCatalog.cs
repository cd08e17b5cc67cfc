using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using SchemaSdk.Client.Errors;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog;

/// <summary>Reads the catalogue of the service.</summary>
internal sealed class ModelCatalog(ServiceLine line, RequestBudget budget)
{
    // Two hundred times the size of the catalogue in 2026. The limit stops a server that returns entries endlessly.
    private const int MostEntries = 100_000;

    private CatalogProfile Profile => line.Settings.Service.Catalog
        ?? throw new NotSupportedException(
            $"The client cannot read the catalogue of {line.Settings.Service.Names.Name}. The client's models are in its list Models.");

    internal Task<ModelCatalogEntry> GetAsync(string modelId, CatalogErrors errors, CancellationToken cancellationToken)
    {
        var profile = Profile;
        var address = line.Settings.Service.SubmitAddress(line.Settings.BaseAddress, modelId);
        return new CatalogReads(line, budget, errors).ReadAsync(address, profile.ReadModel, cancellationToken);
    }

    /// <summary>Asks the service for the price of a run.</summary>
    internal async Task<decimal> PriceAsync(PriceRequest request, CatalogErrors errors, CancellationToken cancellationToken) =>
        (decimal)await new CatalogReads(line, budget, errors, request).ReadAsync(
            request.Address, body => (object?)line.Settings.Service.ReadPrice(body), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads each page only after the caller has enumerated the previous one.</summary>
    internal async IAsyncEnumerable<ModelCatalogEntry> ListAsync(
        string? search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var errors = new CatalogErrors(modelId: null);
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (int read = 0, count; ; read += count)
        {
            var address = Profile.ModelsAddress(line.Settings.BaseAddress, search, read);
            var page = await new CatalogReads(line, budget, errors).ReadAsync(address, Profile.ReadModels, cancellationToken)
                .ConfigureAwait(false);
            count = page.Models.Count;
            var anyNew = false;
            foreach (var model in page.Models)
            {
                // Entries move to later pages when a catalogue grows during the read, so a page may repeat entries that were already
                // returned.
                if (model.Id.Length == 0 || given.Add(model.Id))
                {
                    anyNew |= model.Id.Length > 0;
                    yield return model;
                }
            }

            if (count == 0 || (page.Total is { } total ? read + count >= total : count < Profile.MostModels))
            {
                yield break;
            }

            if (!anyNew)
            {
                throw errors.Repeated(read + count);
            }

            if (read + count >= MostEntries)
            {
                throw errors.Endless(read + count);
            }
        }
    }
}

/// <summary>Reads catalogue documents and prices. These reads have a rate limit of their own, separate from that of jobs.</summary>
// price: the request for a price; null for a document of the catalogue.
internal sealed class CatalogReads(ServiceLine line, RequestBudget budget, CatalogErrors errors, PriceRequest? price = null)
    : StubbornReads(line, new JobDeadline(line.Time, line.Time.GetTimestamp(), line.Settings.ReadBudget))
{
    // read: reads a body; returns null if the body is not an answer to the call.
    internal async Task<T> ReadAsync<T>(Uri address, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken caller)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        using var end = Line.Stop.EndWithClient(stop);
        try
        {
            return await GetAsync(address, answer => ContentOf(answer, read), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || Line.Stop.IsDisposed)
        {
            caller.ThrowIfCancellationRequested();
            throw errors.Disposed();
        }
    }

    protected override ApiRequest RequestTo(Uri address) =>
        new(price is null ? ServiceCall.Catalog : ServiceCall.Price, address) { Question = price?.Body ?? default };

    protected override async ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop)
    {
        await budget.TakeAsync(Limit.Remaining, stop).ConfigureAwait(false);
        return true;
    }

    protected override void Record(ApiAttempt attempt, long sentAt, ref long? refusedAt) => budget.Record(attempt, sentAt, ref refusedAt);

    protected override TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak)
    {
        Log.CatalogReadFailed(Line.Settings.Log, attempt.Failure, attempt.Answer?.StatusCode);
        return streak.Next(attempt.RetryAfter, Limit.Remaining);
    }

    protected override ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak) =>
        errors.Unavailable(last, Limit.Timeout - Limit.Remaining, streak.Refused);

    protected override ModelConfigurationException Token(ModelConfigurationException cause) => errors.Token(cause);

    private T? ContentOf<T>(ApiAnswer answer, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        var content = answer.StatusCode is >= 200 and < 300 ? read(answer.Body) : null;
        return answer.MeaningOf(BodyKinds.Of(answer.Content, content is not null && answer.ErrorCode is null)) switch
        {
            ReadMeaning.Read => content,
            ReadMeaning.Refused => throw errors.Refused(answer),
            _ => null,
        };
    }
}

/// <summary>Creates the errors of failed reads of the catalogue.</summary>
// modelId: the requested model; null for a read of the whole catalogue.
// consequence: a sentence about the call that needed the entry, with a leading space; empty if the call only reads the catalogue.
// what: the name of what the client reads, for the message.
internal sealed class CatalogErrors(string? modelId, string consequence = "", string what = "catalogue entry")
{
    private string Subject => modelId is null ? "the catalogue" : $"the {what} of {modelId}";

    internal ModelApiException Refused(ApiAnswer answer) =>
        answer.Refusal($"to return {Subject}", consequence: "", advice: consequence, modelId, requestId: null);

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
    internal ModelException Repeated(int read) => new(
        $"The catalogue repeats itself: after {read} entries, the last page had no new one. Use a narrower search or read single models.");

    internal ModelException Endless(int read) => new($"The catalogue did not end after {read} entries. Use a narrower search.");
}
