using System.Globalization;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Puts the jobs of messages into the ledger. Nothing is sent to the service here, and no message is held while a model runs: a retry of
/// this, by whatever policy, finds the row of the first attempt.
/// </summary>
internal sealed class RunModelConsumer(
    IModelJobs jobs, IOptions<ModelMessageOptions> options, LedgerTrouble trouble, ILogger<RunModelConsumer> log)
    : IConsumer<RunModel>
{
    private const string SentHeader = "SchemaSdk-Sent";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // RabbitMQ closes the channel of a consumer that holds a message for longer than its limit, which is 30 minutes, and was 15.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    // The clock of who sent a message may be ahead of that of the ledger.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public async Task Consume(ConsumeContext<RunModel> context)
    {
        var (message, pause) = (context.Message, options.Value.RetryDelay);
        var time = jobs.Ledger.Options.TimeProvider;
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                await TakeAsync(context, message).ConfigureAwait(false);
                return;
            }
            catch (ModelLedgerException exception) when (exception.IsLasting)
            {
                // A person has to look at the ledger, and moves the message back then: the bus puts it into its queue of errors.
                MessageLog.LedgerRefused(log, exception, message.Key, message.ModelId);
                if (!await IsOfOneJobAsync(exception, message.Key, context.CancellationToken).ConfigureAwait(false))
                {
                    trouble.Begin(exception);
                }

                throw;
            }
            catch (ModelLedgerException exception)
            {
                // The broker keeps the message as long: a queue of errors would have to be emptied by a person.
                if (time.GetElapsedTime(begun) + pause >= LongestHold)
                {
                    await GiveBackAsync(context).ConfigureAwait(false);
                    MessageLog.GivenBack(log, exception, message.Key, message.ModelId, time.GetElapsedTime(begun));
                    return;
                }

                MessageLog.LedgerAway(log, exception, message.Key, message.ModelId, pause);
                await Task.Delay(pause, time, context.CancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task TakeAsync(ConsumeContext<RunModel> context, RunModel message)
    {
        if (message.Input.ValueKind == JsonValueKind.Undefined)
        {
            await RefuseAsync(context, ModelRefusal.Input, "The message has no input.").ConfigureAwait(false);
            return;
        }

        try
        {
            var began = jobs.Ledger.Options.TimeProvider.GetUtcNow();
            var job = await PutDownAsync(context, message).ConfigureAwait(false);
            if (job.ChangedAt >= began)
            {
                // A job that is only found says nothing of whether the ledger takes another one.
                trouble.End();
            }

            await TellAsync(context, job).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ModelInputException or ArgumentException)
        {
            await RefuseAsync(context, ModelRefusal.Input, exception.Message).ConfigureAwait(false);
        }
        catch (ModelLedgerException exception) when (exception.IsKeyTaken)
        {
            await RefuseAsync(context, ModelRefusal.Key, exception.Message).ConfigureAwait(false);
        }
    }

    // One that was refused is submitted again if it is asked for again, and not since the broker delivers the same request twice. A request
    // that was sent after the refusal is a new one, which a worker that stopped may have had before and never read. One that is
    // delivered again and does not say when it was sent is not: whoever asks anew is told of the refusal, and can ask once more.
    private async Task<LedgerEntry> PutDownAsync(ConsumeContext context, RunModel message)
    {
        var known = await jobs.FindAsync(message.Key, context.CancellationToken).ConfigureAwait(false);
        return known is { State: LedgerState.Refused } && IsAnswered(context, known) && IsSame(known, message)
            ? known
            : await jobs.EnqueueAsync(message.Key, message.ModelId, message.Input, context.CancellationToken).ConfigureAwait(false);
    }

    // An outbox that publishes twice, or a scheduler of the bus, delivers a request again as if for the first time: only its time tells.
    private static bool IsAnswered(ConsumeContext context, LedgerEntry refused)
    {
        var sent = context.Headers.Get<DateTime>(SentHeader) ?? context.SentTime;
        return context.ReceiveContext.Redelivered ? !(refused.ChangedAt + ClockTolerance < sent) : refused.ChangedAt > sent;
    }

    // No transport of MassTransit rejects one message into its queue: this sends a copy there, and the message itself is acknowledged.
    private async Task GiveBackAsync(ConsumeContext<RunModel> context)
    {
        var queue = await context.GetSendEndpoint(context.ReceiveContext.InputAddress).ConfigureAwait(false);
        var sent = context.Headers.Get<DateTime>(SentHeader) ?? context.SentTime;
        await ConfirmedAsync(context, limit => queue.Send(
            context.Message,
            Pipe.Execute<SendContext<RunModel>>(copy =>
            {
                foreach (var header in context.Headers.GetAll())
                {
                    copy.Headers.Set(header.Key, header.Value);
                }

                if (sent is { } first)
                {
                    copy.Headers.Set(SentHeader, first.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                }
            }),
            limit)).ConfigureAwait(false);
    }

    // A channel that is dead may leave the wait without an end.
    private async Task ConfirmedAsync(ConsumeContext context, Func<CancellationToken, Task> send)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(options.Value.PublishTimeout);
        try
        {
            await send(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The broker did not confirm a message about a job within {options.Value.PublishTimeout}. It may have it all the same. "
                + "The job itself is in the ledger, or its message comes again.",
                exception);
        }
    }

    // What is under way is told by whoever works on it, as is an end that nobody was told of yet.
    private Task TellAsync(ConsumeContext<RunModel> context, LedgerEntry job) => job.State switch
    {
        LedgerState.Delivered => TellEndAsync(context, job),
        LedgerState.Unknown => PublishAsync(context, UnknownMessage.Of(job)),
        LedgerState.Refused => PublishAsync(context, RefusedMessage.Of(job)),
        _ => Task.CompletedTask,
    };

    private async Task TellEndAsync(ConsumeContext context, LedgerEntry job)
    {
        ModelResult<JsonElement>? result = null;
        ModelException? error = null;
        try
        {
            // Without it, the service would have to be asked, and the message held as long.
            result = job.Result.IsEmpty ? null : await jobs.ResultAsync(job.Key, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ModelException exception) when (exception is not ModelLedgerException)
        {
            error = exception;
        }

        await PublishAsync(context, EndedMessage.Of(job, result, error, options.Value.MaxOutputBytes)).ConfigureAwait(false);
    }

    // What is wrong with a job that the ledger has, such as an input of another secret, says nothing of whether it takes another one.
    private async Task<bool> IsOfOneJobAsync(ModelLedgerException failure, string key, CancellationToken cancellationToken)
    {
        try
        {
            return failure.IsConflict
                || (failure.Key is not null && await jobs.Ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is not null);
        }
        catch (Exception)
        {
            // Whatever it was, the ledger cannot be read either: the first failure is told, and is the one that the message fails with.
            return false;
        }
    }

    private Task PublishAsync<T>(ConsumeContext context, T message)
        where T : class => ConfirmedAsync(context, limit => context.Publish(message, limit));

    private bool IsSame(LedgerEntry known, RunModel message)
    {
        var intent = jobs.IntentOf(message.Key, message.ModelId, message.Input);
        return known.ModelId == intent.ModelId && known.InputHash == intent.InputHash;
    }

    private Task RefuseAsync(ConsumeContext<RunModel> context, ModelRefusal refusal, string reason) =>
        PublishAsync(context, RefusedMessage.Of(context.Message.Key, context.Message.ModelId, refusal, reason));
}
