using SchemaSdk.Http;
using SchemaSdk.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Asks the service to cancel a job, for up to <see cref="ModelTimeouts.Cancel"/>.</summary>
// job: what tells of it; null where nobody listens.
internal sealed class JobCancel(ClientContext context, JobKey key, JobTelemetry? job)
{
    private readonly Uri _address = context.Settings.Service.CancelAddress(context.Settings.BaseAddress, key);

    /// <exception cref="ModelApiException">The service refused to try.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the client disposed.</exception>
    internal async Task<CancelOutcome> AskAsync(CancellationToken cancellationToken)
    {
        using var call = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = context.EndWithClient(call);
        try
        {
            using var time = new CancellationTokenSource(context.Settings.CancelTimeout, context.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Token, time.Token);
            long? refusedAt = null;
            for (var (backoff, isFirst) = (new Backoff(), true); ; isFirst = false)
            {
                await context.Cancels.TakeAsync(context.Settings.CancelTimeout, stop.Token).ConfigureAwait(false);
                var place = isFirst
                    ? await EnterAsync(time, call.Token).ConfigureAwait(false)
                    : await context.InFlight.EnterFirstAsync(stop.Token).ConfigureAwait(false);
                var sentAt = context.Time.GetTimestamp();
                var attempt = await AttemptAsync(place, stop.Token).ConfigureAwait(false);
                stop.Token.ThrowIfCancellationRequested();
                context.Cancels.Heed(attempt, sentAt, ref refusedAt);
                if (OutcomeOf(attempt) is { } outcome)
                {
                    Log.Cancel(context.Settings.Log, key.RequestId, outcome);
                    return outcome;
                }

                context.Telemetry.Retries(key.ModelId, CallNames.Cancel);
                var delay = backoff.Next(attempt.RetryAfter);
                var most = context.Settings.CancelTimeout;
                await Task.Delay(delay < most ? delay : most, context.Time, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
            when (!cancellationToken.IsCancellationRequested && !context.Disposed.IsCancellationRequested)
        {
            return CancelOutcome.Unconfirmed;
        }
        catch (ModelConfigurationException exception)
        {
            throw new JobErrors(key.ModelId, key.RequestId).Token(exception);
        }
    }

    /// <summary>The same for a wait that ends anyway: whatever goes wrong, nothing is confirmed.</summary>
    internal async Task<(CancelOutcome Outcome, Exception? Cause)> TryAsync()
    {
        try
        {
            return (await AskAsync(CancellationToken.None).ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            return (CancelOutcome.Unconfirmed, exception);
        }
    }

    // Before all others, since it saves money. Where even so there is no place in all its time, it is made without one.
    private async ValueTask<RequestPlace?> EnterAsync(CancellationTokenSource time, CancellationToken call)
    {
        if (context.InFlight.TryEnterFirst() is { } place)
        {
            return place;
        }

        time.CancelAfter(Timeout.InfiniteTimeSpan);
        using var limit = new CancellationTokenSource(context.Settings.CancelTimeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call, limit.Token);
        try
        {
            return await context.InFlight.EnterFirstAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            time.CancelAfter(context.Settings.CancelTimeout);
        }
    }

    // place: null where there was none.
    private async Task<ApiAttempt> AttemptAsync(RequestPlace? place, CancellationToken stop)
    {
        using var held = place;
        if (context.Exchange.RunsForeignCode)
        {
            place?.Enclose();
        }

        using var span = RequestSpan.Start(job, CallNames.Cancel);
        var attempt = await context.Exchange.SendAsync(
            context.Settings.Service.CancelMethod, _address, context.Settings.CancelTimeout, stop).ConfigureAwait(false);
        span?.Answered(attempt);
        return attempt;
    }

    /// <summary>Null: ask again.</summary>
    private CancelOutcome? OutcomeOf(ApiAttempt attempt)
    {
        if (attempt.Answer is not { } answer)
        {
            return null;
        }

        // The outcome decides, whatever the HTTP status beside it.
        var service = context.Settings.Service;
        var kind = service.KindOfCancel(answer.Content, key.RequestId);
        if (kind == BodyKind.Usable && answer.Moved != AddressChange.OtherServer)
        {
            return service.OutcomeOf(answer.Content!);
        }

        return answer.MeaningOf(kind) switch
        {
            ReadMeaning.Refused => throw new JobErrors(key.ModelId, key.RequestId).Refused(answer),
            _ => null,
        };
    }
}
