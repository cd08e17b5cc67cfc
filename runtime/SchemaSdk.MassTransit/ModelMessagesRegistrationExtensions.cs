using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SchemaSdk;
using SchemaSdk.MassTransit;
using SchemaSdk.MassTransit.Messages;

namespace MassTransit;

/// <summary>Registers messages about paid jobs.</summary>
public static class ModelMessagesRegistrationExtensions
{
    /// <summary>
    /// Registers the consumer of <see cref="RunModel"/>, which puts jobs into the ledger of <c>services.AddModelJobs</c>, and a handler
    /// that publishes <see cref="ModelEnded"/>, <see cref="ModelUnknown"/> and <see cref="ModelRefused"/>, and a health check
    /// <c>model_job_messages</c>, which fails while the ledger cannot take jobs until a person has looked at it, and where the broker has
    /// not confirmed what the handler published for a minute.
    /// </summary>
    /// <param name="bus">The registration of the bus: <c>services.AddMassTransit(bus => bus.AddModelJobMessages())</c>.</param>
    /// <param name="configure">Sets options; they are checked when the bus is made.</param>
    /// <remarks>
    /// A message is acknowledged once its job is in the ledger; the submit, which is paid, is the work of the host's background service
    /// and has one attempt. So no retry or redelivery policy of the bus stands around it, whatever is configured. Register the bus before
    /// <c>services.AddModelJobs</c>: it then stops after the worker, which publishes until it is drained.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="bus"/> is null.</exception>
    public static IBusRegistrationConfigurator AddModelJobMessages(
        this IBusRegistrationConfigurator bus, Action<ModelMessageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddOptions<ModelMessageOptions>().Configure(options => configure?.Invoke(options));
        bus.TryAddEnumerable(ServiceDescriptor.Scoped<IModelJobHandler, PublishingHandler>());
        bus.TryAddSingleton<LedgerTrouble>();
        bus.TryAddSingleton<BrokerTrouble>();
        if (!bus.Any(service => service.ServiceType == typeof(MessagesHealthCheck)))
        {
            bus.TryAddSingleton<PublishPath>();
            bus.TryAddSingleton<ReadyEndpoints>();
            bus.AddReceiveEndpointObserver(static services => services.GetRequiredService<ReadyEndpoints>());
            bus.TryAddSingleton<MessagesHealthCheck>();
            bus.AddHealthChecks().AddCheck<MessagesHealthCheck>(MessagesHealthCheck.Name);
        }

        bus.AddConsumer<RunModelConsumer, RunModelDefinition>();
        return bus;
    }
}
