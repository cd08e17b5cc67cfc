using System.Diagnostics;

namespace SchemaSdk.Tests.Telemetry;

public sealed class JobSpanTests
{
    [Fact]
    public async Task A_job_has_one_span_from_its_submit_to_its_end()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_queue", 1), Steps.Status("in_progress"), Steps.Status("completed"));
        using var listener = new Listener(stage);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        var job = listener.Job;
        Assert.Equal("generate_content acme/still", job.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, job.Status);
        Assert.Equal(
            [
                ("gen_ai.operation.name", "generate_content"), ("gen_ai.provider.name", "runcomfy"), ("gen_ai.request.model", "acme/still"),
                ("gen_ai.response.id", "req-1"), ("schemasdk.job.state", "succeeded"), ("server.address", "127.0.0.1"),
            ],
            job.TagObjects.Where(tag => tag.Value is string).Select(tag => (tag.Key, (string)tag.Value!)).Order());
    }

    [Fact]
    public async Task Each_request_has_a_span_that_is_linked_to_the_job_and_sampled_with_it()
    {
        using var stage = Stage.Succeeding(Steps.Answer(503), Steps.Status("completed"));
        using var listener = new Listener(stage);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(
            ["schemasdk.submit", "schemasdk.status", "schemasdk.status", "schemasdk.result"],
            listener.Requests.Select(request => request.DisplayName));
        Assert.All(listener.Requests, request =>
        {
            Assert.Equal(listener.Job.Context, Assert.Single(request.Links).Context);
            Assert.Equal(listener.Job.SpanId, request.ParentSpanId);
        });
        Assert.Equal([null, "503", null, null], listener.Requests.Select(request => request.GetTagItem("error.type")));
    }

    [Fact]
    public async Task The_span_of_a_request_is_current_only_during_the_request()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        var current = new List<string?>();
        stage.Script.Status.Does(Seen(Steps.Status("in_progress")), Seen(Steps.Status("completed")));
        stage.Script.Result.Does(Seen(Steps.Succeeded));
        using var caller = new Activity("caller").Start();

        var run = stage.Still.RunAsync("a cat");
        Assert.Same(caller, Activity.Current);
        await Soon.Async(run);

        Assert.Same(caller, Activity.Current);
        Assert.Equal(["schemasdk.status", "schemasdk.status", "schemasdk.result"], current);
        Assert.Equal(caller.SpanId, listener.Job.ParentSpanId);

        Step Seen(Step step) => step.After(_ => current.Add(Activity.Current?.DisplayName));
    }

    [Fact]
    public async Task Jobs_that_share_workers_have_separate_traces()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_queue"), Steps.Status("completed"));
        using var listener = new Listener(stage);

        await Soon.Async(stage.Still.RunAsync("a cat"));
        await Soon.Async(stage.Still.RunAsync("a dog"));

        var jobs = listener.Spans.Where(span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal(2, jobs.Select(job => job.TraceId).Distinct().Count());
        Assert.All(jobs, job => Assert.Contains(
            listener.Requests, request => request.DisplayName == "schemasdk.result" && request.ParentSpanId == job.SpanId));
        Assert.All(listener.Requests, request => Assert.Contains(jobs, job => job.SpanId == request.ParentSpanId));
    }

    [Fact]
    public async Task The_span_of_a_failed_job_has_an_error()
    {
        using var stage = Stage.Ended(Steps.Failed("\"a cat was refused\""));
        using var listener = new Listener(stage);

        await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(ActivityStatusCode.Error, listener.Job.Status);
        Assert.Equal("SchemaSdk.ModelFailedException", listener.Job.GetTagItem("error.type"));
        Assert.Equal("failed", listener.Job.GetTagItem("schemasdk.job.state"));
    }

    [Fact]
    public async Task The_span_of_a_refused_submit_has_the_status_code()
    {
        using var stage = Stage.Answered(Steps.Answer(402, """{"error_code":400002,"error_message":"a cat costs too much"}"""));
        using var listener = new Listener(stage);

        await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal("SchemaSdk.ModelApiException", listener.Job.GetTagItem("error.type"));
        Assert.Equal(402, listener.Job.GetTagItem("http.response.status_code"));
        Assert.Null(listener.Job.GetTagItem("gen_ai.response.id"));
    }

    [Fact]
    public async Task If_a_wait_ends_before_its_job_its_span_ends_too_and_the_next_wait_begins_a_new_span()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_progress"), Steps.Answer(404), Steps.Status("completed"));
        using var listener = new Listener(stage);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        await Soon.Throws<ModelApiException>(job.WaitAsync());
        await Soon.Async(job.WaitAsync());

        var spans = listener.Spans.Where(span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal(["SchemaSdk.ModelApiException", null], spans.Select(span => span.GetTagItem("error.type")));
        Assert.Equal(["in_progress", "succeeded"], spans.Select(span => span.GetTagItem("schemasdk.job.state")));
        Assert.All(spans, span => Assert.Equal("req-1", span.GetTagItem("gen_ai.response.id")));
    }

    [Fact]
    public async Task A_run_whose_progress_throws_ends_the_span()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        var reports = new Reports<JobStatus>(_ => throw new NotSupportedException());

        await Soon.Throws<ModelException>(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal(ActivityStatusCode.Error, listener.Job.Status);
    }

    [Fact]
    public async Task A_span_does_not_end_while_another_wait_continues()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_progress"), Steps.Status("completed")).Delayed();
        using var listener = new Listener(stage);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));
        var (patient, hasty) = (job.WaitAsync(), job.WaitAsync(stage.Stop.Token));
        var delay = await stage.Time.NextDelayAsync();

        await stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(hasty);
        stage.Time.Advance(delay);
        await Soon.Async(patient);

        Assert.Equal(ActivityStatusCode.Unset, listener.Job.Status);
        Assert.Equal("succeeded", listener.Job.GetTagItem("schemasdk.job.state"));
    }

    [Fact]
    public async Task The_span_of_an_attached_job_begins_with_the_first_wait()
    {
        using var stage = Stage.Succeeding();
        using var listener = new Listener(stage);
        var job = stage.Still.Attach("req-1");
        Assert.Empty(listener.Spans);

        await Soon.Async(Task.WhenAll(job.WaitAsync(), job.WaitAsync()));

        Assert.Equal("req-1", listener.Job.GetTagItem("gen_ai.response.id"));
        Assert.Empty(listener.Of("gen_ai.client.operation.duration"));
    }

    [Fact]
    public async Task The_span_of_a_job_without_a_waiter_ends_with_the_client()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        await Soon.Async(stage.Still.SubmitAsync("a cat"));
        Assert.DoesNotContain(listener.Spans, span => span.Kind == ActivityKind.Client);

        stage.Client.Dispose();

        await Soon.Until(() => listener.Spans.Any(span => span.Kind == ActivityKind.Client));
        Assert.Equal(ActivityStatusCode.Unset, listener.Job.Status);
    }

    [Fact]
    public async Task A_wait_and_a_submit_that_end_with_the_client_are_errors()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress")).Delayed();
        using var listener = new Listener(stage);
        var hang = Hang.AfterBody;
        stage.Script.Submit.DoesOnly(Steps.Accepted, hang.Step);
        var run = stage.Still.RunAsync("a cat");
        await stage.Time.NextDelayAsync();
        var submit = stage.Still.SubmitAsync("a dog");
        await hang.Reached;

        stage.Client.Dispose();
        await Soon.Throws<ModelWaitCanceledException>(run);
        await stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
        stage.Time.Advance(TimeSpan.FromSeconds(5));
        await Soon.Throws<ModelSubmissionUnknownException>(submit);

        Assert.Equal(
            ["SchemaSdk.ModelSubmissionUnknownException", "SchemaSdk.ModelWaitCanceledException"],
            listener.Spans.Where(span => span.Kind == ActivityKind.Client).Select(span => span.GetTagItem("error.type")).Order());
    }

    [Fact]
    public async Task The_span_of_a_request_says_that_it_timed_out_or_was_canceled()
    {
        var (first, second) = (Hang.BeforeBody, Hang.BeforeBody);
        using var stage = Stage.Polled(first.Step, second.Step).Delayed();
        using var listener = new Listener(stage);
        var run = stage.Still.RunAsync("a cat", null, stage.Stop.Token);
        await first.Reached;

        stage.Time.Advance(stage.Options.Timeouts.Read);
        stage.Time.Advance(await stage.Time.NextDelayAsync());
        await second.Reached;
        await stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(run);

        await Soon.Until(() => listener.Requests.Count == 3);
        Assert.Equal([null, "timed_out", "canceled"], listener.Requests.Select(request => request.GetTagItem("error.type")));
    }
}
