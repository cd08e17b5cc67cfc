namespace SchemaSdk.Tests.Polling;

/// <summary>A clock that throws must end only the current wait for a job, and a blocked poll must not delay other jobs' polls.</summary>
public class PollLoopTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clock_that_throws_ends_the_wait_with_the_request_id_and_the_next_wait_polls_again(bool isLimit)
    {
        using var stage = new Stage();
        var time = new BrokenTime();
        stage.Options.TimeProvider = time;
        stage.Options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        var job = stage.Still.Attach(Steps.Id);
        time.FailsToStart = (state, _) => state is CancellationTokenSource == isLimit;

        var error = await Soon.Throws<ModelException>(job.WaitAsync());
        time.FailsToStart = static (_, _) => false;
        stage.Script.Status.DoesOnly(Steps.Status("in_queue"), Steps.Status("cancelled"));

        Assert.Equal((Steps.Id, typeof(FormatException)), (error.RequestId, error.InnerException!.GetType()));
        var next = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(job.WaitAsync()));
        while (next.InnerException is FormatException)
        {
            // While the poll loop of the first wait has not ended, a new wait joins the loop and fails with its exception.
            next = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(job.WaitAsync()));
        }

        Assert.IsType<ModelCanceledException>(next);
    }

    [Fact]
    public async Task A_job_whose_polls_block_does_not_delay_another()
    {
        using var stage = new Stage(skipsDelays: false);
        using var open = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource();
        stage.Script.Status.Does((request, cancellation) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("req-2", StringComparison.Ordinal) && stage.Script.Status.Count > 2)
            {
                isBlocked.TrySetResult();
                open.Wait(CancellationToken.None);
            }

            var status = stage.Script.Status.Count > 2 ? "cancelled" : "in_queue";
            return Steps.Json($$"""{"status":"{{status}}"}""")(request, cancellation);
        });
        var blocked = stage.Still.Attach("req-2").WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);
        var other = stage.Still.Attach("req-3").WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 2);

        stage.Time.Advance(TimeSpan.FromSeconds(2));

        await Soon.Throws<ModelCanceledException>(other);
        await Soon.Async(isBlocked.Task);
        Assert.False(blocked.IsCompleted);
        open.Set();
        await Soon.Throws<ModelCanceledException>(blocked);
    }
}
