using System.Net.Sockets;

namespace SchemaSdk.Tests.Submitting;

public class SubmitBudgetTests
{
    [Fact]
    public async Task A_submit_that_cannot_be_sent_is_retried_with_growing_delays_until_the_budget_ends()
    {
        using var stage = Stage.Answered(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Null(error.RequestId);
        Assert.Equal(TimeSpan.FromMinutes(2), stage.Elapsed);
        Assert.Contains("No job was started", error.Message, StringComparison.Ordinal);
        Assert.All(
            stage.Time.Delays.Select((delay, index) => (delay, most: Math.Min(0.5 * Math.Pow(2, index), 15))),
            pair => Assert.InRange(pair.delay.TotalSeconds, 0, pair.most));
    }

    [Fact]
    public async Task Each_retry_of_an_unreachable_service_is_logged_and_the_error_says_how_often_it_was_tried()
    {
        using var stage = Stage.Answered(Steps.FailsBefore(
            new HttpRequestException(HttpRequestError.ConnectionError, "no", new SocketException((int)SocketError.ConnectionRefused))));
        using var log = stage.Logged();
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(30);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        var attempts = stage.Script.Submit.Count;
        Assert.InRange(attempts, 3, int.MaxValue);
        Assert.Matches(
            $@"could not be submitted. {attempts} attempts in 30 s failed: the connection to \S+ failed \(ConnectionRefused\)\. ",
            error.Message);
        var retries = log.Lines.Take(attempts - 1);
        Assert.All(retries, line => Assert.Matches(
            @"^Warning: A submit to \S+ was not accepted: NotConnected, .* It will be sent again in 00:00:", line));
        Assert.Matches(
            @"^Warning: Gave up on a submit to \S+ after 00:00:30: NotConnected, .* No job was started", log.Lines.Last());
    }

    [Fact]
    public async Task A_connection_that_is_not_opened_in_time_is_reported_with_its_address()
    {
        using var stage = Stage.Answered(Steps.FailsBefore(new TaskCanceledException("", new TimeoutException())));
        stage.Options.Retry.SubmitBudget = TimeSpan.Zero;

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Matches(@"no connection to https://\S+ was opened in time\. ", error.Message);
    }

    [Theory]
    [InlineData("3600", 120, "3600 s")]
    [InlineData(null, 0, "")]
    public async Task A_submit_that_cannot_be_retried_within_the_budget_fails_immediately_and_says_so(
        string? retryAfter, int budget, string message)
    {
        using var stage = Stage.Answered(Steps.Answer(429, "", retryAfter));
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(budget);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Time.Delays);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    // No submit takes longer than the sum of SubmitBudget, Timeouts.Submit and five seconds for the answer.
    [Theory]
    [InlineData(true, 30 + 100 + 5, typeof(ModelSubmissionUnknownException))]
    [InlineData(false, 30 + 100, typeof(ModelUnavailableException))]
    public async Task An_attempt_that_begins_as_the_budget_ends_is_the_last(bool isSent, int seconds, Type thrown)
    {
        var hang = isSent ? Hang.AfterBody : Hang.BeforeBody;
        using var stage = Stage.Answered(Steps.Answer(429, "", retryAfter: "30"), hang.Step).Delayed();
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(30);

        var run = stage.Still.RunAsync("a cat");
        stage.Time.Advance(await stage.Time.NextDelayAsync());
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(100));
        if (isSent)
        {
            await stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
            Assert.False(run.IsCompleted);
            stage.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.IsType(thrown, await Record.ExceptionAsync(() => Soon.Async(run)));
        Assert.Equal((TimeSpan.FromSeconds(seconds), 2), (stage.Elapsed, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_submit_that_is_canceled_between_attempts_ends_immediately()
    {
        using var stage = Stage.Answered(Steps.Answer(429, "", retryAfter: "60")).Delayed();

        var run = stage.Still.RunAsync("a cat", null, stage.Stop.Token);
        await stage.Time.NextDelayAsync();
        await stage.Stop.CancelAsync();

        Assert.Equal(stage.Stop.Token, (await Soon.Throws<OperationCanceledException>(run)).CancellationToken);
    }
}
