namespace SchemaSdk.Catalog;

internal sealed class ModelCatalog(ServiceAccess access, RequestRate rate)
{
    // A catalogue has far fewer entries. The limit guards against a server that returns entries endlessly.
    private const int MostEntries = 100_000;

    private const string NeedsPrice =
        " The price is needed for an estimate, or to check MaxPriceUsd, BudgetUsd or a budget in the ledger. Nothing was submitted.";

    private CatalogProfile Profile => access.Settings.Service.Catalog ?? throw new NotSupportedException("This client cannot "
        + $"read the catalogue of {access.Settings.Service.Names.Name}. The client's Models property lists the generated models.");

    internal Task<ModelCatalogEntry> GetAsync(string modelId, bool isForPrice, bool isOfWorker, CancellationToken cancellationToken)
    {
        var profile = Profile;
        var address = access.Settings.Service.SubmitAddress(access.Settings.BaseAddress, modelId);
        return new CatalogReads(access, rate, modelId, isForPrice ? NeedsPrice : "", isOfWorker: isOfWorker)
            .ReadAsync(address, profile.ReadModel, cancellationToken);
    }

    internal async Task<decimal> PriceAsync(
        string modelId, PriceRequest request, bool isOfWorker, CancellationToken cancellationToken) =>
        (decimal)await new CatalogReads(access, rate, modelId, NeedsPrice, request, isOfWorker).ReadAsync(
            request.Address, body => (object?)access.Settings.Service.ReadPrice(body), cancellationToken).ConfigureAwait(false);

    /// <summary>Lists the catalogue. Each page is read only after the caller has enumerated the previous page.</summary>
    internal async IAsyncEnumerable<ModelCatalogEntry> ListAsync(
        string? search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (int read = 0, count; ; read += count)
        {
            var address = Profile.ModelsAddress(access.Settings.BaseAddress, search, read);
            var page = await new CatalogReads(access, rate).ReadAsync(address, Profile.ReadModels, cancellationToken).ConfigureAwait(false);
            (count, var anyNew) = (page.Models.Count, false);
            foreach (var model in page.Models)
            {
                // Entries move to later pages when a catalogue grows during the read, so a page may repeat earlier entries.
                if (model.Id.Length == 0 || given.Add(model.Id))
                {
                    anyNew |= model.Id.Length > 0;
                    yield return model;
                }
            }

            // The total of a search may count the whole catalogue, so an empty page also ends a search.
            if (page.Total is { } total ? read + count >= total || (count == 0 && search?.Length > 0) : count < Profile.MostModels)
            {
                yield break;
            }

            if (!anyNew || read + count >= MostEntries)
            {
                throw anyNew ? CatalogReads.Endless(read + count) : CatalogReads.Repeated(read + count);
            }
        }
    }
}

/// <summary>Reads catalogue documents and prices. These reads have their own rate limit, separate from the jobs' limit.</summary>
// modelId: null for the whole catalogue. consequence: what a failed read means for a submit, as a sentence with a leading space.
internal sealed class CatalogReads(
    ServiceAccess access, RequestRate rate, string? modelId = null, string consequence = "", PriceRequest? price = null,
    bool isOfWorker = false)
{
    private string Subject => modelId is null ? "the catalogue" : $"the {(price is null ? "catalogue entry" : "price")} of {modelId}";

    // read: reads a body; returns null if the body is not an answer to the call.
    internal async Task<T> ReadAsync<T>(Uri address, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken caller) where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        using var end = access.Stop.EndWithClient(stop);
        try
        {
            var request = new ApiRequest(price is null ? ServiceCall.Catalog : ServiceCall.Price, address)
            {
                ModelId = modelId,
                Question = price?.Body ?? default,
            };
            return await RetryAsync(request, read, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || access.Stop.IsDisposed)
        {
            caller.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(ModelClient), $"The client was disposed before {Subject} was read.{consequence}");
        }
        catch (ModelConfigurationException exception)
        {
            throw new ModelConfigurationException(exception.Message, exception) { ModelId = modelId };
        }
    }

    private async Task<T> RetryAsync<T>(ApiRequest request, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken stop) where T : class
    {
        var limit = new JobDeadline(access.Time, access.Time.GetTimestamp(), access.Settings.ReadBudget);
        var streak = new FailedStreak(access.Time, limit.Timeout);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            await rate.TakeAsync(limit.Remaining, stop).ConfigureAwait(false);
            var (attempt, sentAt, waited) = await access.ReadAsync(request, stop).ConfigureAwait(false);
            limit.Exclude(waited);
            streak.Exclude(waited);
            rate.Record(attempt, sentAt, this);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer && ContentOf(answer, read) is { } content)
            {
                return content;
            }

            Log.CatalogReadFailed(access.Settings.Log, key: null, attempt.Failure, attempt.Answer?.StatusCode);

            // If nothing can be sent, the worker is told at once and retries later. For any other failure, the exception has no cause,
            // because the worker would mistake the cause for an outage.
            var isOutage = isOfWorker && attempt.CannotSend && (attempt.Failure == AttemptFailure.NoToken
                || request.Address.Authority == access.Settings.BaseAddress.Authority);
            var cause = isOfWorker && !isOutage ? null : attempt.Cause;
            var delay = isOutage ? null : streak.Next(attempt.RetryAfter, limit.Remaining);
            await Task.Delay(delay ?? throw Unavailable(attempt, cause, isOutage ? null : limit, streak.Refused), access.Time, stop)
                .ConfigureAwait(false);
        }
    }

    // limit: the time for retries; null if none were made.
    private ModelUnavailableException Unavailable(ApiAttempt last, Exception? cause, JobDeadline? limit, TimeSpan? asked) =>
        new($"T{Subject[1..]} could not be read"
            + (limit is null ? "" : $" within {ErrorText.Seconds(limit.Timeout - limit.Remaining)}") + $": {last.Describe()}."
            + (asked is { } time
                ? $" The service asked for a wait of {ErrorText.Seconds(time)}, longer than Retry.ReadBudget allows." : "")
            + consequence, cause)
        {
            ModelId = modelId,
            ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    internal static ModelException Repeated(int read) => new(
        $"The catalogue repeats itself or ends early: after {read} entries, a page had no new ones. Retry later, or read models by id.");

    internal static ModelException Endless(int read) => new($"The catalogue did not end after {read} entries. Use a narrower search.");

    private T? ContentOf<T>(ApiAnswer answer, Func<ReadOnlyMemory<byte>, T?> read) where T : class
    {
        var content = answer.StatusCode is >= 200 and < 300 ? read(answer.Body) : null;
        return answer.MeaningOf(BodyKinds.Of(answer.Content, content is not null && answer.ErrorCode is null)) switch
        {
            ReadMeaning.Read => content,
            ReadMeaning.Refused => throw answer.Refusal(
                $"to return {Subject}", consequence: "", advice: consequence, modelId, requestId: null),
            _ => null,
        };
    }
}
