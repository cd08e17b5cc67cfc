using Hangfire;
using Hangfire.Server;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace HangfireFilms;

/// <summary>Makes one film per Hangfire job, however often Hangfire runs the job.</summary>
public sealed class FilmJob(RunComfyClient client)
{
    /// <returns>The URL of the film, which Hangfire stores as the result of the job.</returns>
    [AutomaticRetry(
        DelaysInSeconds = [0, 60, 600],
        ExceptOn =
        [
            typeof(ModelFailedException), typeof(ModelCanceledException), typeof(ModelSubmissionUnknownException),
            typeof(ModelInputException),
        ])]
    public async Task<string> MakeAsync(string prompt, PerformContext? context, CancellationToken cancellationToken)
    {
        var result = await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            new() { Prompt = prompt },
            new RunOptions { Key = $"hangfire-{context!.BackgroundJob.Id}" },
            cancellationToken);
        return result.Output.Video!.Url!;
    }
}
