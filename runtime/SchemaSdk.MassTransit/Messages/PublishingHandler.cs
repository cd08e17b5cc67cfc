using MassTransit;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Publishes what becomes of jobs. A job counts as delivered once the broker has confirmed its message.</summary>
// The bus itself: an outbox of the scope would keep the message for a transaction that nobody here ends.
internal sealed class PublishingHandler(IBus bus, IOptions<ModelMessageOptions> options) : IModelJobHandler
{
    public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken) => bus.Publish(
        EndedMessage.Of(job.Entry, job.Result, job.Error, options.Value.MaxOutputBytes), cancellationToken);

    public Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) => bus.Publish(
        RefusedMessage.Of(job, error), cancellationToken);

    public Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) => bus.Publish(
        UnknownMessage.Of(job), cancellationToken);
}
