using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk.MassTransit;

namespace Worker;

/// <summary>
/// Accepts jobs from other programs, which publish <see cref="RunModel"/> through the broker and receive the outcome. RabbitMQ can be
/// replaced by another MassTransit transport here.
/// </summary>
internal static class FilmMessages
{
    /// <param name="services">The services. Call <c>AddModelJobs</c> on them afterwards, so that the bus stops after the worker.</param>
    /// <param name="broker">The broker's address, such as <c>amqp://worker:password@broker:5672</c>.</param>
    public static void Add(IServiceCollection services, Uri broker) => services.AddMassTransit(bus =>
    {
        bus.AddModelJobMessages();
        bus.AddConsumer<Listener>();
        bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker);
            rabbit.ConfigureEndpoints(context);
        });
    });

    /// <summary>Returns the address for display. Omits the user and the password.</summary>
    public static string NameOf(Uri broker) => broker.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Prints the outcomes of jobs. A real program would act on them.</summary>
    internal sealed class Listener : IConsumer<ModelEnded>, IConsumer<ModelUnknown>, IConsumer<ModelRefused>
    {
        public Task Consume(ConsumeContext<ModelEnded> context) => Print(context.Message.Key, $"has ended: {context.Message.Outcome}");

        public Task Consume(ConsumeContext<ModelUnknown> context) =>
            Print(context.Message.Key, "has an unknown outcome, and is not submitted again until it is settled");

        public Task Consume(ConsumeContext<ModelRefused> context) =>
            Print(context.Message.Key, $"was refused: {context.Message.Reason}");

        private static Task Print(string key, string text)
        {
            Console.WriteLine($"heard     {key} {text}");
            return Task.CompletedTask;
        }
    }
}
