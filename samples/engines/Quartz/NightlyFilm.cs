using System.Globalization;
using Quartz;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace QuartzFilms;

/// <summary>Makes one film per night, however often Quartz fires the trigger.</summary>
[RetryPolicy("00:00:01", "00:01:00", "00:10:00")]
public sealed class NightlyFilm(RunComfyClient client) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var night = context.ScheduledFireTimeUtc!.Value;
        var result = await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            new() { Prompt = "The city at night" },
            new RunOptions { Key = string.Create(CultureInfo.InvariantCulture, $"{context.JobDetail.Key}-{night:yyyy-MM-dd}") },
            cancellationToken);
        context.Result = result.Output.Video?.Url;
    }
}
