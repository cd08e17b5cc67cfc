using System.Globalization;
using MassTransit;
using MassTransit.Transports;

namespace SchemaSdk.MassTransit.Messages;

/// <content>How messages that the ledger did not take go back to the broker.</content>
internal sealed partial class RunModelConsumer
{
    // No transport of MassTransit rejects one message into its queue: this sends a copy there, and the message itself is acknowledged.
    private async Task<bool> TryGiveBackAsync(ConsumeContext<RunModel> context)
    {
        try
        {
            await SendBackAsync(context).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            // Whatever the bus throws while its broker is away. The copy may have arrived all the same, so no other one is sent.
            if (!context.CancellationToken.IsCancellationRequested)
            {
                MessageLog.NotGivenBack(log, exception, context.Message.Key, context.Message.ModelId);
            }

            return false;
        }
    }

    private async Task SendBackAsync(ConsumeContext<RunModel> context)
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
            }),
            limit)).ConfigureAwait(false);
    }

    // The broker delivers it again: once the bus stops or the channel is closed, or now, if the ledger is disposed of. A container that is
    // disposed of before its host stops has the bus wait for its messages without a limit. A fault would leave the message to a person.
    private async Task LeaveAsync(ConsumeContext context, TimeSpan pause)
    {
        while (!jobs.Ledger.IsDisposed || context.ReceiveContext is not BaseReceiveContext)
        {
            await Task.Delay(pause, jobs.Ledger.Options.TimeProvider, context.CancellationToken).ConfigureAwait(false);
        }

        // As the bus does with its messages when it stops: this is no fault.
        ((BaseReceiveContext)context.ReceiveContext).Cancel();
        context.CancellationToken.ThrowIfCancellationRequested();
    }
}
