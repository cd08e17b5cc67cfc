using MassTransit;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>The endpoint of the consumer. It prefetches as many messages as it handles at a time, and adds no policies.</summary>
internal sealed class RunModelDefinition : ConsumerDefinition<RunModelConsumer>
{
    public RunModelDefinition(IOptions<ModelMessageOptions> options)
    {
        var count = options.Value.Checked().MaxMessages;
        ConcurrentMessageLimit = count;
        Endpoint(endpoint => endpoint.PrefetchCount = count);
    }
}
