using System.Globalization;
using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <content>Returns messages to the broker if the ledger could not record their jobs.</content>
internal sealed partial class RunModelConsumer
{
    private TimeSpan? Left(ConsumeContext context) =>
        context.ExpirationTime?.ToUniversalTime() - jobs.Ledger.Options.TimeProvider.GetUtcNow().UtcDateTime;

    // MassTransit cannot return a single message to its queue, so this sends a copy and acknowledges the original.
    private async Task<bool> TryGiveBackAsync(ConsumeContext<RunModel> context, TimeSpan? left)
    {
        try
        {
            await SendBackAsync(context, left).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            // Any exception can mean that the broker is unreachable. Do not retry, because the copy may still have arrived.
            if (!context.CancellationToken.IsCancellationRequested)
            {
                MessageLog.NotGivenBack(log, exception, context.Message.Key, context.Message.ModelId);
            }

            return false;
        }
    }

    private async Task SendBackAsync(ConsumeContext<RunModel> context, TimeSpan? left)
    {
        var queue = await context.GetSendEndpoint(context.ReceiveContext.InputAddress).ConfigureAwait(false);
        var sent = context.Headers.Get<DateTime>(SentHeader) ?? context.SentTime;
        await ConfirmedAsync(context.CancellationToken, limit => queue.Send(
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

                if (IsRedelivered(context))
                {
                    copy.Headers.Set(RedeliveredHeader, "true");
                }

                (copy.CorrelationId, copy.ConversationId, copy.InitiatorId) =
                    (context.CorrelationId, context.ConversationId, context.InitiatorId);
                (copy.ResponseAddress, copy.FaultAddress) = (context.ResponseAddress, context.FaultAddress);
                (copy.RequestId, copy.TimeToLive) = (context.RequestId, left);
            }),
            limit)).ConfigureAwait(false);
    }

    // If the ledger is disposed, returns the message to the broker, because the bus would wait forever for a held message.
    private async Task LeaveAsync(ConsumeContext context, TimeSpan pause)
    {
        while (!jobs.Ledger.IsDisposed || context.ReceiveContext is not BaseReceiveContext)
        {
            await Task.Delay(pause, jobs.Ledger.Options.TimeProvider, context.CancellationToken).ConfigureAwait(false);
        }

        // The bus itself does this when it stops. Any exception other than a cancellation would move the message to the error queue.
        ((BaseReceiveContext)context.ReceiveContext).Cancel();
        context.CancellationToken.ThrowIfCancellationRequested();
    }
}
