using SchemaSdk;
using Temporalio.Workflows;

namespace TemporalFilms;

/// <summary>Orders a film. The workflow id is the order id.</summary>
[Workflow]
public sealed class FilmWorkflow
{
    // StartToCloseTimeout is longer than JobTimeout, so the client ends a long attempt with an exception before Temporal does. The next
    // attempt waits for the same job.
    private static readonly ActivityOptions Paid = new()
    {
        StartToCloseTimeout = TimeSpan.FromMinutes(5),
        RetryPolicy = new()
        {
            NonRetryableErrorTypes =
            [
                nameof(ModelFailedException), nameof(ModelCanceledException), nameof(ModelSubmissionUnknownException),
                nameof(ModelInputException),
            ],
        },
    };

    [WorkflowRun]
    public async Task<string> RunAsync(string prompt)
    {
        var job = await Workflow.ExecuteActivityAsync((FilmActivities films) => films.OrderFilmAsync(prompt), Paid);
        return await Workflow.ExecuteActivityAsync((FilmActivities films) => films.AwaitFilmAsync(job), Paid);
    }
}
