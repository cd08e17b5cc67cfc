using System.Globalization;
using Quartz;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Hosts.Tests.Engines;

/// <summary>Orders a film each night. However often it fires, a night has one film.</summary>
public sealed class NightlyFilm(IModelJobs jobs, RunComfyClient client) : IJob
{
    public Task Execute(IJobExecutionContext context)
    {
        var night = context.ScheduledFireTimeUtc!.Value.UtcDateTime;
        return jobs.EnqueueAsync(
            string.Create(CultureInfo.InvariantCulture, $"film-of-{night:yyyy-MM-dd}"),
            client.Kling.Kling3_0.Pro.TextToVideo,
            new() { Prompt = "The city at night" },
            context.CancellationToken);
    }
}
