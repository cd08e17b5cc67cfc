using SchemaSdk.Http;
using SchemaSdk.Jobs;
using SchemaSdk.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Catalog;

/// <summary>
/// Reads the catalogue as stubbornly as the state of a job is read: for up to <see cref="ModelRetryOptions.ReadBudget"/>, in which what the
/// service asks to wait is waited. It holds up no job, and no job holds it up.
/// </summary>
internal sealed class CatalogReads(ClientContext context, CatalogProfile catalog, CatalogErrors errors)
{
    /// <param name="address">What to read.</param>
    /// <param name="read">Reads a body; null for one that does not answer the call.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    internal async Task<T> GetAsync<T>(Uri address, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken stop)
        where T : class
    {
        long? refusedAt = null;
        var limit = new JobDeadline(context.Time, context.Time.GetTimestamp(), context.Settings.ReadBudget);
        for (var streak = new FailedStreak(context.Time, limit.Timeout); ;)
        {
            stop.ThrowIfCancellationRequested();
            await context.CatalogReads.TakeAsync(limit.Remaining, stop).ConfigureAwait(false);
            var place = await context.InFlight.EnterAsync(stop).ConfigureAwait(false);
            limit.Leave(place.Waited);
            streak.Leave(place.Waited);
            var sentAt = context.Time.GetTimestamp();
            var attempt = await AttemptAsync(address, place, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            context.CatalogReads.Heed(attempt, sentAt, ref refusedAt);
            if (attempt.Answer is { } answer)
            {
                var content = answer.StatusCode is >= 200 and < 300 ? read(answer.Body) : null;
                switch (answer.MeaningOf(catalog.KindOf(answer.Content, content is not null)))
                {
                    case ReadMeaning.Read:
                        return content!;
                    case ReadMeaning.Refused:
                        throw errors.Refused(answer);
                }
            }

            Log.CatalogReadFailed(context.Settings.Log, attempt.Failure, attempt.Answer?.StatusCode);
            var remaining = limit.Remaining;
            var delay = remaining > TimeSpan.Zero ? streak.Next(attempt.RetryAfter, remaining) : null;
            if (delay is null)
            {
                throw errors.Unavailable(attempt, limit.Timeout - remaining, streak.Refused);
            }

            await Task.Delay(delay.Value, context.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<ApiAttempt> AttemptAsync(Uri address, RequestPlace place, CancellationToken stop)
    {
        using var held = place;
        if (context.Exchange.RunsForeignCode)
        {
            place.Enclose();
        }

        try
        {
            return await context.Exchange.SendAsync(HttpMethod.Get, address, context.Settings.ReadTimeout, stop).ConfigureAwait(false);
        }
        catch (ModelConfigurationException exception)
        {
            throw errors.Token(exception);
        }
    }
}
