using MassTransit;

namespace SchemaSdk.Machines;

/// <summary>Prints a word for each redelivered message, so that a test can count them.</summary>
internal sealed class RedeliveryCount : IReceiveObserver
{
    internal const string Word = "redelivered";

    public Task PreReceive(ReceiveContext context)
    {
        if (context.Redelivered)
        {
            Console.Out.WriteLine(Word);
        }

        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
