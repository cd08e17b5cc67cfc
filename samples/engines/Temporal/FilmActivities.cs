using SchemaSdk;
using SchemaSdk.RunComfy;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace TemporalFilms;

/// <summary>The steps of a workflow that call the service.</summary>
public sealed class FilmActivities(RunComfyClient client)
{
    /// <summary>Orders one film per workflow, however often Temporal runs this step.</summary>
    [Activity]
    public async Task<ModelJobHandle> OrderFilmAsync(string prompt)
    {
        var activity = ActivityExecutionContext.Current;
        try
        {
            var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(
                new() { Prompt = prompt },
                new RunOptions { Key = $"{activity.Info.WorkflowId}/{activity.Info.ActivityId}", JobTimeout = TimeSpan.FromMinutes(4) },
                activity.CancellationToken);
            return job.Handle;
        }
        catch (ModelException error) when (error is ModelLedgerException { IsKeyTaken: true }
            or ModelApiException { RequestId: null, IsUnauthorized: false })
        {
            throw new ApplicationFailureException(error.Message, error, nonRetryable: true);
        }
    }

    /// <summary>Waits for the film. Any worker can do so, even one without the ledger.</summary>
    /// <returns>The URL of the film.</returns>
    [Activity]
    public async Task<string> AwaitFilmAsync(ModelJobHandle job)
    {
        var film = client.Kling.Kling3_0.Pro.TextToVideo.Attach(job, new RunOptions { JobTimeout = TimeSpan.FromMinutes(4) });
        try
        {
            var result = await film.WaitAsync(ActivityExecutionContext.Current.CancellationToken);
            return result.Output.Video?.Url ?? throw new ApplicationFailureException("The result has no video.", nonRetryable: true);
        }
        catch (ModelApiException error) when (error.IsUnknownRequest)
        {
            throw new ApplicationFailureException(error.Message, error, nonRetryable: true);
        }
    }
}
