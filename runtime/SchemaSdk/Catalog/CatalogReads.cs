using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog;

/// <summary>Reads catalogue documents and prices. These reads have a rate limit of their own, separate from that of jobs.</summary>
// price: the request for a price; null for a document of the catalogue.
internal sealed class CatalogReads(ServiceLine line, RequestBudget budget, CatalogErrors errors, PriceRequest? price = null)
    : StubbornReads(line, new JobDeadline(line.Time, line.Time.GetTimestamp(), line.Settings.ReadBudget))
{
    // read: reads a body; returns null if the body is not an answer to the call.
    internal Task<T> ReadAsync<T>(Uri address, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken stop)
        where T : class => GetAsync(address, answer => ContentOf(answer, read), stop);

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
        return answer.MeaningOf(BodyKinds.Of(answer.Content, content is not null && answer.Content?.ErrorCode is null)) switch
        {
            ReadMeaning.Read => content,
            ReadMeaning.Refused => throw errors.Refused(answer),
            _ => null,
        };
    }
}
