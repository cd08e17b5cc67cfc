using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Publishes the outcomes of jobs. A job counts as delivered once the broker has confirmed its message.</summary>
internal sealed class PublishingHandler(PublishPath path, IOptions<ModelMessageOptions> options, BrokerTrouble trouble) : IModelJobHandler
{
    public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken) => PublishAsync(
        EndedMessage.Of(job.Entry, job.Result, job.Error, options.Value.MaxOutputBytes), cancellationToken);

    public Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) =>
        PublishAsync(RefusedMessage.Of(job, error), cancellationToken);

    public Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) =>
        PublishAsync(UnknownMessage.Of(job), cancellationToken);

    // If the broker disappears, a confirmation might never arrive. After a timeout, the worker publishes the message again.
    private async Task PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        var endpoint = path.Endpoint;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.PublishTimeout);
        try
        {
            await endpoint.Publish(message, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            trouble.End();
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var late = new TimeoutException(
                $"The broker did not confirm a {typeof(T).Name} message within {options.Value.PublishTimeout}, or within a "
                + "shorter timeout of the bus. The broker may still have received it.",
                exception);
            trouble.Begin(late);
            path.Replace(endpoint);
            throw late;
        }
    }
}
