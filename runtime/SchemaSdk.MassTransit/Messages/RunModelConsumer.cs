using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Puts the jobs of messages into the ledger. Nothing is sent to the service here, and no message is held while a model runs: a retry of
/// this, by whatever policy, finds the row of the first attempt.
/// </summary>
internal sealed partial class RunModelConsumer(
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
        var (message, pause, stop) = (context.Message, options.Value.RetryDelay, context.CancellationToken);
        var time = jobs.Ledger.Options.TimeProvider;
        var begun = time.GetTimestamp();
        using var limit = new CancellationTokenSource(LongestHold, time);
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Exception? last = null;

        // A ledger that is disposed of takes nothing any more: the process ends, and another one gets the message.
        while (!limit.IsCancellationRequested && !(last is not null && jobs.Ledger.IsDisposed))
        {
            try
            {
                await UntilAsync(TakeAsync(context, message, hold.Token), hold.Token).ConfigureAwait(false);
                return;
            }
            catch (ModelLedgerException exception) when (exception.IsLasting)
            {
                // A person has to look at the ledger, and moves the message back then: the bus puts it into its queue of errors.
                MessageLog.LedgerRefused(log, exception, message.Key, message.ModelId);
                if (!await IsOfOneJobAsync(exception, message.Key, hold.Token).ConfigureAwait(false))
                {
                    trouble.Begin(exception);
                }

                throw;
            }
            catch (ModelLedgerException exception)
            {
                // The broker keeps the message as long: a queue of errors would have to be emptied by a person.
                last = exception;
                MessageLog.LedgerAway(log, exception, message.Key, message.ModelId, pause);
                await Task.Delay(pause, time, hold.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.ThrowIfCancellationRequested();
                pause = Longer(pause);
            }
            catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                last ??= exception;
            }
        }

        if (!jobs.Ledger.IsDisposed && await TryGiveBackAsync(context).ConfigureAwait(false))
        {
            MessageLog.GivenBack(log, last!, message.Key, message.ModelId, time.GetElapsedTime(begun));
            return;
        }

        await LeaveAsync(context, pause).ConfigureAwait(false);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    // A ledger that hangs may not look at the token.
    private static Task UntilAsync(Task taking, CancellationToken limit)
    {
        // What it throws after that is not awaited. The message comes again, and finds what became of its job.
        _ = taking.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return taking.WaitAsync(limit);
    }

    private async Task TakeAsync(ConsumeContext<RunModel> context, RunModel message, CancellationToken hold)
    {
        if (message.Input.ValueKind == JsonValueKind.Undefined)
        {
            await RefuseAsync(context, ModelRefusal.Input, "The message has no input.", hold).ConfigureAwait(false);
            return;
        }

        try
        {
            var began = jobs.Ledger.Options.TimeProvider.GetUtcNow();
            var job = await RecordAsync(context, message, hold).ConfigureAwait(false);
            if (job.ChangedAt >= began)
            {
                // A job that is only found says nothing of whether the ledger takes another one.
                trouble.End();
            }

            await TellAsync(context, job, hold).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ModelInputException or ArgumentException)
        {
            await RefuseAsync(context, ModelRefusal.Input, exception.Message, hold).ConfigureAwait(false);
        }
        catch (ModelLedgerException exception) when (exception.IsKeyTaken)
        {
            await RefuseAsync(context, ModelRefusal.Key, exception.Message, hold).ConfigureAwait(false);
        }
    }

    // One that was refused is submitted again if it is asked for again, and not since the broker delivers the same request twice. A request
    // that was sent after the refusal is a new one, which a worker that stopped may have had before and never read. One that is
    // delivered again and does not say when it was sent is not: its sender hears of the refusal, and can ask once more.
    private async Task<LedgerEntry> RecordAsync(ConsumeContext context, RunModel message, CancellationToken hold)
    {
        var known = await jobs.FindAsync(message.Key, hold).ConfigureAwait(false);
        return known is { State: LedgerState.Refused } && IsAnswered(context, known) && IsSame(known, message)
            ? known
            : await jobs.EnqueueAsync(message.Key, message.ModelId, message.Input, hold).ConfigureAwait(false);
    }

    // An outbox that publishes twice, or a scheduler of the bus, delivers a request again as if for the first time: only its time tells.
    private static bool IsAnswered(ConsumeContext context, LedgerEntry refused)
    {
        var sent = context.Headers.Get<DateTime>(SentHeader) ?? context.SentTime;
        return context.ReceiveContext.Redelivered ? !(refused.ChangedAt + ClockTolerance < sent) : refused.ChangedAt > sent;
    }

    // A channel that is dead may leave the wait without an end.
    private async Task ConfirmedAsync(CancellationToken hold, Func<CancellationToken, Task> send)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(hold);
        limit.CancelAfter(options.Value.PublishTimeout);
        try
        {
            await send(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!hold.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The broker did not confirm a message about a job within {options.Value.PublishTimeout}. It may have it all the same. "
                + "The job itself is in the ledger, or its message comes again.",
                exception);
        }
    }

    // The worker of a job reports what becomes of it, and an end that was not reported yet.
    private Task TellAsync(ConsumeContext<RunModel> context, LedgerEntry job, CancellationToken hold) => job.State switch
    {
        LedgerState.Delivered => TellEndAsync(context, job, hold),
        LedgerState.Unknown => PublishAsync(context, UnknownMessage.Of(job), hold),
        LedgerState.Refused => PublishAsync(context, RefusedMessage.Of(job), hold),
        _ => Task.CompletedTask,
    };

    private async Task TellEndAsync(ConsumeContext context, LedgerEntry job, CancellationToken hold)
    {
        ModelResult<JsonElement>? result = null;
        ModelException? error = null;
        try
        {
            // Without it, the service would have to be asked, and the message held as long.
            result = job.Result.IsEmpty ? null : await jobs.ResultAsync(job.Key, hold).ConfigureAwait(false);
        }
        catch (ModelException exception) when (exception is not ModelLedgerException)
        {
            error = exception;
        }

        await PublishAsync(context, EndedMessage.Of(job, result, error, options.Value.MaxOutputBytes), hold).ConfigureAwait(false);
    }

    // What is wrong with a job that the ledger has, such as an input of another secret, says nothing of whether it takes another one.
    private async Task<bool> IsOfOneJobAsync(ModelLedgerException failure, string key, CancellationToken hold)
    {
        try
        {
            return failure.IsConflict || (failure.Key is not null
                && await jobs.Ledger.FindAsync(key, hold).AsTask().WaitAsync(hold).ConfigureAwait(false) is not null);
        }
        catch (Exception)
        {
            // Whatever it was, the ledger cannot be read either: the first failure is told, and is the one that the message fails with.
            return false;
        }
    }

    private Task PublishAsync<T>(ConsumeContext context, T message, CancellationToken hold)
        where T : class => ConfirmedAsync(hold, limit => context.Publish(message, limit));

    private bool IsSame(LedgerEntry known, RunModel message)
    {
        var intent = jobs.IntentOf(message.Key, message.ModelId, message.Input);
        return known.ModelId == intent.ModelId && known.InputHash == intent.InputHash;
    }

    private Task RefuseAsync(ConsumeContext<RunModel> context, ModelRefusal refusal, string reason, CancellationToken hold) =>
        PublishAsync(context, RefusedMessage.Of(context.Message.Key, context.Message.ModelId, refusal, reason), hold);
}
