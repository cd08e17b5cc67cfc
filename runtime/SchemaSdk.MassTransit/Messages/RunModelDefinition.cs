using MassTransit;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Makes the consumer's endpoint prefetch as many messages as it handles at a time. Adds no retry policy.</summary>
internal sealed class RunModelDefinition : ConsumerDefinition<RunModelConsumer>
{
    public RunModelDefinition(IOptions<ModelMessageOptions> options)
    {
        var count = options.Value.Checked().MaxMessages;
        ConcurrentMessageLimit = count;
        Endpoint(endpoint => endpoint.PrefetchCount = count);
    }
}
