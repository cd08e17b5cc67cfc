using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

internal static class Hosted
{
    public static IModelJobs Jobs(this IHost host) => host.Services.GetRequiredService<IModelJobs>();

    public static ImageToVideoModel ImageToVideo(this IHost host) =>
        host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Standard.ImageToVideo;

    public static Task<LedgerEntry> EnqueueAsync(this IHost host, string key, string prompt = "a boat", string model = Shop.Model) =>
        host.Jobs().EnqueueAsync(key, model, Shop.Input(prompt));

    public static Task UntilAsync(this IHost host, string key, LedgerState state) =>
        Soon.Until(async () => (await host.Jobs().FindAsync(key))?.State == state);

    public static async Task DeliverAsync(this IHost host, string key, string prompt = "a boat")
    {
        await host.EnqueueAsync(key, prompt);
        await host.UntilAsync(key, LedgerState.Delivered);
    }

    public static async Task<HealthReportEntry> HealthAsync(this IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model_jobs"];

    public static async Task<HealthReportEntry> UntilAsync(this IHost host, HealthStatus wanted)
    {
        HealthReportEntry entry = default;

        // The check returns a Degraded report without data until the jobs have been counted.
        await Soon.Until(async () => (entry = await host.HealthAsync()).Status == wanted
            && (wanted != HealthStatus.Degraded || entry.Data.Count > 0));
        return entry;
    }
}
