using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SchemaSdk;
using SchemaSdk.MassTransit;
using SchemaSdk.MassTransit.Messages;

namespace MassTransit;

/// <summary>Connects an application's jobs to a message bus.</summary>
public static class ModelMessagesRegistrationExtensions
{
    /// <summary>
    /// Registers a consumer of <see cref="RunModel"/>, a handler and a health check. The consumer adds jobs to the ledger of
    /// <c>services.AddModelJobs</c>. The handler publishes <see cref="ModelEnded"/>, <see cref="ModelUnknown"/> and
    /// <see cref="ModelRefused"/>. The health check <c>model_job_messages</c> fails while the ledger has a fault that a person must repair,
    /// or while the broker has not confirmed the handler's messages for a minute.
    /// </summary>
    /// <param name="bus">
    /// The registration of the default bus: <c>services.AddMassTransit(bus => bus.AddModelJobMessages())</c>.
    /// </param>
    /// <param name="configure">Sets options; they are checked when the bus is created.</param>
    /// <remarks>
    /// A message is acknowledged once its job is in the ledger. The host's background service submits the job only once, so no retry or
    /// redelivery policy of the bus can submit it again. This requires that all hosts that consume <see cref="RunModel"/> on one virtual
    /// host of the broker use one service and one ledger, because they share a queue. For a second service, use another virtual host.
    /// Register the bus before <c>services.AddModelJobs</c>. The bus then stops after the worker, which publishes messages until it has
    /// drained.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="bus"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="bus"/> is not the default bus, but one with a type of its own.</exception>
    public static IBusRegistrationConfigurator AddModelJobMessages(
        this IBusRegistrationConfigurator bus, Action<ModelMessageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (bus.GetType().GetInterfaces().Any(static one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IBusRegistrationConfigurator<>)))
        {
            throw new ArgumentException(
                "AddModelJobMessages publishes messages only on the default bus, so nothing was registered. Call it in an "
                + "AddMassTransit call that has no type argument.",
                nameof(bus));
        }

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
