using SchemaSdk;
using SchemaSdk.RunComfy;
using Temporalio.Activities;

namespace TemporalFilms;

/// <summary>The steps of a workflow that cost money.</summary>
public sealed class FilmActivities(RunComfyClient client)
{
    /// <summary>Makes one film per workflow step, however often Temporal runs that step.</summary>
    /// <returns>The URL of the film.</returns>
    [Activity]
    public async Task<string> MakeFilmAsync(string prompt)
    {
        var activity = ActivityExecutionContext.Current;
        var result = await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            new() { Prompt = prompt },
            new RunOptions { Key = $"{activity.Info.WorkflowId}/{activity.Info.ActivityId}", JobTimeout = TimeSpan.FromMinutes(4) },
            activity.CancellationToken);
        return result.Output.Video!.ToString()!;
    }
}
