using MassTransit;
using Microsoft.Extensions.Options;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Configures the consumer's endpoint: it prefetches as many messages as it handles at a time, and has no retry policy.</summary>
internal sealed class RunModelDefinition : ConsumerDefinition<RunModelConsumer>
{
    public RunModelDefinition(IOptions<ModelMessageOptions> options)
    {
        var count = options.Value.Checked().MaxMessages;
        ConcurrentMessageLimit = count;
        Endpoint(endpoint => endpoint.PrefetchCount = count);
    }
}
