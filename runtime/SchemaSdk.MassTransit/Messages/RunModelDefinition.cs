using MassTransit;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Configures the consumer's endpoint, which prefetches as many messages as it handles at a time, without policies.</summary>
internal sealed class RunModelDefinition : ConsumerDefinition<RunModelConsumer>
{
    public RunModelDefinition(IOptions<ModelMessageOptions> options)
    {
        var count = options.Value.Checked().MaxMessages;
        ConcurrentMessageLimit = count;
        Endpoint(endpoint => endpoint.PrefetchCount = count);
    }
}
