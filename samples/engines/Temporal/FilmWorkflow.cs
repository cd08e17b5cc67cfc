using SchemaSdk;
using Temporalio.Workflows;

namespace TemporalFilms;

/// <summary>Orders a film. The id of the workflow is the id of the order.</summary>
[Workflow]
public sealed class FilmWorkflow
{
    // Longer than the JobTimeout. An attempt that times out throws, and the next one waits for the same job.
    private static readonly ActivityOptions Paid = new()
    {
        StartToCloseTimeout = TimeSpan.FromMinutes(5),
        RetryPolicy = new()
        {
            NonRetryableErrorTypes =
                [nameof(ModelFailedException), nameof(ModelCanceledException), nameof(ModelSubmissionUnknownException)],
        },
    };

    [WorkflowRun]
    public Task<string> RunAsync(string prompt) =>
        Workflow.ExecuteActivityAsync((FilmActivities films) => films.MakeFilmAsync(prompt), Paid);
}
