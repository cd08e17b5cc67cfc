using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>Records which client and which ledger a host's jobs use. A host can have only one of each.</summary>
// ledger: the ledger, or the delegate that creates it.
internal sealed class ModelJobsRegistration(Type client, object ledger)
{
    /// <summary>Remembers the registration of jobs. Returns false if jobs were registered before.</summary>
    /// <exception cref="InvalidOperationException">
    /// Jobs were registered with another client or ledger, or the container has another ledger.
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

    // A client with another ledger would not record submits in the worker's ledger, so the next worker would submit and pay again.
    private static TClient ClientOf<TClient>(IServiceProvider provider, JobLedger ledger)
        where TClient : ModelClient
    {
        var name = typeof(TClient).Name;
        var register = $"services.AddModelClient((http, options) => new {name}(http, options))";
        var client = provider.GetService<TClient>() ?? throw new InvalidOperationException(
            $"AddModelJobs found no client {name} to run its jobs. Call {register} as well.");
        if (!ReferenceEquals(client.Ledger, ledger))
        {
            var has = client.Ledger is { } other ? $"a {other.GetType().Name} of its own" : "no ledger";
            throw new InvalidOperationException(
                $"The client {name} has {has}, but AddModelJobs was given a {ledger.GetType().Name}. The client would not record its "
                + $"jobs in the ledger of the worker, so nothing was submitted. Call {register}. Leave ModelClientOptions.Ledger unset, "
                + "so that the client uses the ledger of AddModelJobs, or set it to that ledger.");
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

    /// <summary>Creates the worker, and rejects a client without a token.</summary>
    /// <exception cref="OptionsValidationException">The client has no token, and this process works on jobs.</exception>
    // The token is checked only here, because a process that resolves IModelJobs without a host may need no token.
    internal static HostedWorker WorkerOf(IServiceProvider provider)
    {
        var parts = provider.GetRequiredService<ModelJobsParts>();
        return parts.TokenProblem is not { } problem ? new HostedWorker(parts) : throw new OptionsValidationException(
            parts.Client.GetType().FullName!, typeof(ModelClientOptions), [$"{problem} The host was not started."]);
    }

    // Returns a function that passes a job to all registered handlers, in a new scope for each job. Returns null if no handler is
    // registered.
    private static Func<Func<IModelJobHandler, Task>, Task>? HandlersOf(IServiceProvider provider)
    {
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();

        // Without an IServiceProviderIsService, assumes that a handler is registered, because any other check would create a handler.
        return provider.GetService<IServiceProviderIsService>()?.IsService(typeof(IModelJobHandler)) == false ? null : EachAsync;

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

    private static void CheckContainer(IServiceCollection services, object ledger)
    {
        if (services.Any(service => service.ServiceType == typeof(JobLedger) && service.ServiceKey is null
            && !ledger.Equals(service.ImplementationInstance ?? service.ImplementationFactory)))
        {
            throw new InvalidOperationException(
                "The container already has a JobLedger, but AddModelJobs was given another one, so nothing was registered. Remove the "
                + "existing registration, or pass the same instance to AddModelJobs. If the existing ledger has another purpose, register "
                + "it under its own type or with a key.");
        }
    }

    private void Check(Type otherClient, object otherLedger)
    {
        var other = otherClient != client ? $"the client {otherClient.Name}" : otherLedger.Equals(ledger) ? null : "another ledger";
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"AddModelJobs was first called for the client {client.Name}, and now for {other}. A host has one worker, with one client "
                + "and one ledger, so nothing was registered. Use a separate host for the other jobs: a second IHost in this process, or "
                + "another process.");
        }
    }
}
