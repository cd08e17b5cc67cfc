using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>The client and the ledger of the jobs of a host, of which there is one of each.</summary>
// ledger: itself, or what makes it.
internal sealed class ModelJobsRegistration(Type client, object ledger)
{
    /// <summary>Returns true if jobs were not registered before, and remembers them.</summary>
    /// <exception cref="InvalidOperationException">
    /// They were, with another client or ledger, or the container has another ledger.
    /// </exception>
    internal static bool IsFirst<TClient>(IServiceCollection services, object ledger)
    {
        var before = services.Select(service => service.ServiceKey is null ? service.ImplementationInstance : null)
            .OfType<ModelJobsRegistration>()
            .FirstOrDefault();
        before?.Check(typeof(TClient), ledger);
        if (before is null)
        {
            CheckContainer(services, ledger);
            services.AddSingleton(new ModelJobsRegistration(typeof(TClient), ledger));
        }

        return before is null;
    }

    // The worker would claim a job in one ledger, and the client record in the other one that it was sent. In the first one the job would
    // still be waiting: the next process would submit it, and pay for it, again.
    private static TClient ClientOf<TClient>(IServiceProvider provider, JobLedger ledger)
        where TClient : ModelClient
    {
        var name = typeof(TClient).Name;
        var register = $"services.AddModelClient((http, options) => new {name}(http, options))";
        var client = provider.GetService<TClient>() ?? throw new InvalidOperationException(
            $"AddModelJobs has no client {name} that could run its jobs. Write {register} as well.");
        if (!ReferenceEquals(client.Ledger, ledger))
        {
            var has = client.Ledger is { } other ? $"a {other.GetType().Name} of its own" : "no ledger";
            throw new InvalidOperationException(
                $"The client {name} has {has}, and AddModelJobs was given a {ledger.GetType().Name}: what became of a job would not be "
                + $"recorded where the worker looks for it, so nothing was submitted. Write {register}. Leave ModelClientOptions.Ledger "
                + "unset there, and the client gets the ledger of the jobs, or give AddModelJobs the same object.");
        }

        return client;
    }

    internal static ModelJobsParts PartsOf<TClient>(IServiceProvider provider)
        where TClient : ModelClient
    {
        var ledger = provider.GetRequiredService<JobLedger>();
        return new ModelJobsParts(
            ClientOf<TClient>(provider, ledger),
            ledger,
            provider.GetRequiredService<IOptions<ModelJobsOptions>>().Value,
            HandlersOf(provider),
            provider.GetService<ILogger<IModelJobs>>() ?? NullLogger<IModelJobs>.Instance);
    }

    /// <summary>Makes the worker, and refuses a client without a token.</summary>
    /// <exception cref="OptionsValidationException">It has none, and this process works on jobs.</exception>
    // Here alone: a process without a host that asks for IModelJobs may need no token.
    internal static HostedWorker WorkerOf(IServiceProvider provider)
    {
        var parts = provider.GetRequiredService<ModelJobsParts>();
        return parts.TokenProblem is not { } problem ? new HostedWorker(parts) : throw new OptionsValidationException(
            parts.Client.GetType().FullName!, typeof(ModelClientOptions), [$"{problem} The host was not started."]);
    }

    // Calls each handler, in a scope of its own; null if none is registered.
    private static Func<Func<IModelJobHandler, Task>, Task>? HandlersOf(IServiceProvider provider)
    {
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        return provider.GetService<IServiceProviderIsService>()?.IsService(typeof(IModelJobHandler)) == true ? EachAsync : null;

        async Task EachAsync(Func<IModelJobHandler, Task> tell)
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                foreach (var handler in scope.ServiceProvider.GetServices<IModelJobHandler>())
                {
                    await tell(handler).ConfigureAwait(false);
                }
            }
        }
    }

    // The client and the worker ask the container for the ledger, and would get that one.
    private static void CheckContainer(IServiceCollection services, object ledger)
    {
        if (services.Any(service => service.ServiceType == typeof(JobLedger) && service.ServiceKey is null
            && !ledger.Equals(service.ImplementationInstance ?? service.ImplementationFactory)))
        {
            throw new InvalidOperationException(
                "The container has a JobLedger already, and AddModelJobs was given another one, so that nothing was registered now. Remove "
                + "that registration, or give AddModelJobs the same instance. Register a ledger for something else under its own type or a "
                + "key.");
        }
    }

    private void Check(Type otherClient, object otherLedger)
    {
        var other = otherClient != client ? $"the client {otherClient.Name}" : otherLedger.Equals(ledger) ? null : "another ledger";
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"AddModelJobs was called before for the client {client.Name}, and now for {other}. A host has one worker, with one client "
                + "and one ledger, so that nothing was registered now. Give the other jobs a host of their own: a second IHost in this "
                + "process, or another process.");
        }
    }
}
