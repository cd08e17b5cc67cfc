using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// For each message, adds the requested job to the ledger. Sends nothing to the service, and holds no message while a model runs. If a
/// message is retried or redelivered, the consumer finds the entry of the first attempt.
/// </summary>
internal sealed partial class RunModelConsumer(
    IModelJobs jobs, IOptions<ModelMessageOptions> options, LedgerTrouble trouble, ILogger<RunModelConsumer> log)
    : IConsumer<RunModel>
{
    private const string SentHeader = "SchemaSdk-Sent";
    private const string RedeliveredHeader = "SchemaSdk-Redelivered";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // How long a message may stay unacknowledged. After 30 minutes, or 15 in older versions, RabbitMQ closes the channel.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    // How far the sender's clock may be ahead of the ledger's clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public async Task Consume(ConsumeContext<RunModel> context)
    {
        var (message, pause, stop) = (context.Message, options.Value.RetryDelay, context.CancellationToken);
        var time = jobs.Ledger.Options.TimeProvider;
        var begun = time.GetTimestamp();

        // An expired message gets one attempt, because the clocks may differ. The additional second allows for timers that round down.
        using var limit = new CancellationTokenSource(
            Left(context) is { } left && left > TimeSpan.Zero && left < LongestHold ? left + TimeSpan.FromSeconds(1) : LongestHold, time);
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Exception? last = null;

        // If the ledger is disposed, this process is ending, so another process will get the message.
        while (!limit.IsCancellationRequested && !(last is not null && (jobs.Ledger.IsDisposed || Left(context) <= TimeSpan.Zero)))
        {
            try
            {
                await UntilAsync(TakeAsync(context, message, hold.Token), hold.Token).ConfigureAwait(false);
                return;
            }
            catch (ModelLedgerException exception) when (exception.IsLasting)
            {
                // The exception moves the message to the error queue of the bus. A person must repair the ledger and move the message back.
                MessageLog.LedgerRefused(log, exception, message.Key, message.ModelId);
                if (!await IsOfOneJobAsync(exception, message.Key, hold.Token).ConfigureAwait(false))
                {
                    trouble.Begin(exception);
                }

                throw;
            }
            catch (ModelLedgerException exception)
            {
                // Retries here, because an exception would move the message to the error queue.
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

        var rest = Left(context);
        if (rest <= TimeSpan.Zero)
        {
            MessageLog.Expired(log, last!, message.Key, message.ModelId);
            return;
        }

        if (!jobs.Ledger.IsDisposed && await TryGiveBackAsync(context, rest).ConfigureAwait(false))
        {
            MessageLog.GivenBack(log, last!, message.Key, message.ModelId, time.GetElapsedTime(begun));
            return;
        }

        await LeaveAsync(context, pause).ConfigureAwait(false);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    // Stops waiting at the limit even if the ledger hangs and ignores the token.
    private static Task UntilAsync(Task taking, CancellationToken limit)
    {
        // Ignores a failure after the wait: when the message is redelivered, the job is looked up in the ledger.
        _ = taking.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return taking.WaitAsync(limit);
    }

    // Newtonsoft.Json writes a JsonElement as {"valueKind":1}, without its content.
    private static bool IsOfNewtonsoft(JsonElement input) => input.ValueKind == JsonValueKind.Object
        && input.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.Number } only]
        && only.Name.Equals("valueKind", StringComparison.OrdinalIgnoreCase);

    private async Task TakeAsync(ConsumeContext<RunModel> context, RunModel message, CancellationToken hold)
    {
        if (message.Input.ValueKind == JsonValueKind.Undefined || IsOfNewtonsoft(message.Input))
        {
            const string NoInput = "The message has no input. If the sender set one, its bus or this bus uses Newtonsoft.Json, which "
                + "cannot transfer it. Use MassTransit's default serializer on both.";
            await RefuseAsync(context, ModelRefusal.Input, NoInput, hold).ConfigureAwait(false);
            return;
        }

        try
        {
            var began = jobs.Ledger.Options.TimeProvider.GetUtcNow();
            var job = await RecordAsync(context, message, hold).ConfigureAwait(false);
            while (job.State == LedgerState.Sending)
            {
                // A direct call or a worker is submitting the job. Enqueues the job if it is missing, Intended, or refused as NotSent
                // afterwards. Any other outcome stands, such as a refusal by the service.
                var pause = options.Value.RetryDelay < LongestPause ? options.Value.RetryDelay : LongestPause;
                await Task.Delay(pause, jobs.Ledger.Options.TimeProvider, hold).ConfigureAwait(false);
                var now = await jobs.FindAsync(message.Key, hold).ConfigureAwait(false);
                job = now is null or { State: LedgerState.Intended } or { State: LedgerState.Refused, Refused.By: LedgerRefusal.NotSent }
                    ? await jobs.EnqueueAsync(message.Key, message.ModelId, message.Input, hold).ConfigureAwait(false)
                    : now;
            }

            if (job.ChangedAt >= began)
            {
                // Finding an existing job would not prove that the ledger works.
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

    // A redelivered message for a refused job is answered with the same refusal. A new message with the same key enqueues the job again.
    private async Task<LedgerEntry> RecordAsync(ConsumeContext context, RunModel message, CancellationToken hold)
    {
        var known = await jobs.FindAsync(message.Key, hold).ConfigureAwait(false);
        return known is { State: LedgerState.Refused } && IsAnswered(context, known) && IsSame(known, message)
            ? known
            : await jobs.EnqueueAsync(message.Key, message.ModelId, message.Input, hold).ConfigureAwait(false);
    }

    // Returns true if the message was sent before the refusal. The broker's mark for redelivered messages is not reliable: copies that an
    // outbox or a scheduler published have no mark.
    private static bool IsAnswered(ConsumeContext context, LedgerEntry refused)
    {
        var sent = context.Headers.Get<DateTime>(SentHeader) ?? context.SentTime;
        return IsRedelivered(context) ? !(refused.ChangedAt + ClockTolerance < sent) : refused.ChangedAt > sent;
    }

    // The broker does not mark copies from SendBackAsync as redelivered. If the original was redelivered, a header of the copy says so.
    private static bool IsRedelivered(ConsumeContext context) =>
        context.ReceiveContext.Redelivered || context.Headers.TryGetHeader(RedeliveredHeader, out _);

    // Limits the wait for the broker's confirmation, which may never arrive if the channel is broken.
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
                $"The broker did not confirm a message about a job within {options.Value.PublishTimeout}. The broker may still have "
                + "received it. The job itself is in the ledger, or its message will be delivered again.",
                exception);
        }
    }

    // The worker publishes the outcomes of jobs in other states later.
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
            // Does not ask the service for a result that the ledger lacks, because the message would have to wait for the answer.
            result = job.Result.IsEmpty ? null : await jobs.ResultAsync(job.Key, hold).ConfigureAwait(false);
        }
        catch (ModelException exception) when (exception is not ModelLedgerException)
        {
            error = exception;
        }

        await PublishAsync(context, EndedMessage.Of(job, result, error, options.Value.MaxOutputBytes), hold).ConfigureAwait(false);
    }

    // True if the failure concerns only this job, for example because its input is encrypted with a different secret.
    private async Task<bool> IsOfOneJobAsync(ModelLedgerException failure, string key, CancellationToken hold)
    {
        try
        {
            return failure.IsConflict || (failure.Key is not null
                && await jobs.Ledger.FindAsync(key, hold).AsTask().WaitAsync(hold).ConfigureAwait(false) is not null);
        }
        catch (Exception)
        {
            // The ledger cannot be read either, so the failure affects all jobs.
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
