using MassTransit;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

internal sealed class Listener(Heard heard)
    : IConsumer<ModelEnded>, IConsumer<ModelUnknown>, IConsumer<ModelRefused>, IConsumer<Fault<RunModel>>
{
    public Task Consume(ConsumeContext<ModelEnded> context) => KeepAsync(context.Message);

    public Task Consume(ConsumeContext<ModelUnknown> context) => KeepAsync(context.Message);

    public Task Consume(ConsumeContext<ModelRefused> context) => KeepAsync(context.Message);

    public Task Consume(ConsumeContext<Fault<RunModel>> context) => KeepAsync(context.Message);

    private Task KeepAsync(object message)
    {
        heard.Add(message);
        return Task.CompletedTask;
    }
}
