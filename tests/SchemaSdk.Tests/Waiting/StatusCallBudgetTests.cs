using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A status call has no job timeout. The read budget must limit it, whatever it waits for.</summary>
public class StatusCallBudgetTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(500, null)]
    [InlineData(429, null)]
    [InlineData(429, "1")]
    [InlineData(429, "50")]
    public async Task A_status_call_ends_with_the_budget_whatever_the_service_asks_for(int status, string? retryAfter)
    {
        using var stage = JobService.Polled(Steps.Answer(status, "", retryAfter));
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.InRange(stage.Time.GetUtcNow() - start, Budget - TimeSpan.FromSeconds(50), Budget);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_read_of_the_result_shares_the_budget()
    {
        using var stage = new Stage();
        var start = stage.Time.GetUtcNow();
        stage.Script.Status.Does((request, cancellation) =>
            (stage.Time.GetUtcNow() < start + TimeSpan.FromSeconds(80) ? Steps.Answer(502) : Steps.Status("completed"))(
                request, cancellation));
        stage.Script.Result.Does(Steps.Answer(503));

        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(Budget, stage.Time.GetUtcNow() - start);
        Assert.InRange(stage.Script.Result.Count, 2, 20);
    }

    [Fact]
    public async Task A_result_is_read_once_even_without_a_budget()
    {
        using var stage = JobService.Ended(Steps.Succeeded);
        stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        var status = await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(JobState.Succeeded, status.State);
    }
}
