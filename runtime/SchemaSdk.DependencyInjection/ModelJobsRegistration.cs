using Microsoft.Extensions.DependencyInjection;

namespace SchemaSdk.DependencyInjection;

/// <summary>The client and the ledger of the jobs of a host, of which there is one of each.</summary>
/// <param name="client">The type of the client.</param>
/// <param name="ledger">The ledger, or what makes it.</param>
internal sealed class ModelJobsRegistration(Type client, object ledger)
{
    /// <summary>Returns true if jobs were not registered before, and remembers them.</summary>
    /// <exception cref="InvalidOperationException">They were, with another client or ledger.</exception>
    internal static bool IsFirst<TClient>(IServiceCollection services, object ledger)
    {
        var before = services.Select(service => service.ServiceKey is null ? service.ImplementationInstance : null)
            .OfType<ModelJobsRegistration>()
            .FirstOrDefault();
        before?.Check(typeof(TClient), ledger);
        if (before is null)
        {
            services.AddSingleton(new ModelJobsRegistration(typeof(TClient), ledger));
        }

        return before is null;
    }

    private void Check(Type otherClient, object otherLedger)
    {
        var other = otherClient != client ? $"the client {otherClient.Name}" : otherLedger.Equals(ledger) ? null : "another ledger";
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"AddModelJobs was called before for the client {client.Name}, and now for {other}. A host has one worker, which submits "
                + "the jobs of one ledger by one client, so that nothing was registered now. Give the other jobs a host of their own: a "
                + "second IHost in this process, or another process.");
        }
    }
}
