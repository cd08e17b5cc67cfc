using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Steps that tests take with a host again and again.</summary>
internal static class Hosted
{
    public static IModelJobs Jobs(this IHost host) => host.Services.GetRequiredService<IModelJobs>();

    public static Task<LedgerEntry> EnqueueAsync(this IHost host, string key, string prompt = "a boat", string model = Shop.Model) =>
        host.Jobs().EnqueueAsync(key, model, Shop.Input(prompt));

    public static Task UntilAsync(this IHost host, string key, LedgerState state) =>
        Soon.Until(async () => (await host.Jobs().FindAsync(key))?.State == state);
}
