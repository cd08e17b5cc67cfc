namespace SchemaSdk.Emulation.Tests;

public sealed class ResultTests
{
    [Fact]
    public async Task A_job_that_succeeded_has_an_output()
    {
        await using var bench = Bench.Start();

        var answer = await bench.RunAsync();

        Assert.Equal(200, answer.Code);
        Assert.Equal("request_id status output created_at finished_at", answer.Members);
        Assert.Equal("succeeded", answer["status"]);
        Assert.Equal("2026-11-20T12:00:00.000000+00:00", answer["created_at"]);
        Assert.Equal("2026-11-20T12:00:04.000000+00:00", answer["finished_at"]);
    }

    [Theory]
    [InlineData(SchemaModel.TextToVideo)]
    [InlineData(SchemaModel.ImageToVideo)]
    public async Task A_video_model_has_only_a_video_in_the_documented_output(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.RunAsync(model, """{"prompt":"a","start_image_url":"https://example.com/a.png"}""");

        Assert.Equal($$"""{"video":"http://localhost/files/{{answer.Id}}/video.mp4"}""", answer.Body["output"]!.ToJsonString());
    }

    [Fact]
    public async Task A_failing_job_runs_to_its_end_and_has_an_error_and_no_output()
    {
        await using var bench = Bench.Start(options => options.Outcome = _ => EmulatedOutcome.Fail("out of memory"));
        var id = (await bench.SubmitAsync()).Id;

        bench.Time.Pass(2);
        Assert.Equal("in_progress", (await bench.ResultAsync(id))["status"]);

        bench.Time.Pass(2);
        var answer = await bench.ResultAsync(id);
        Assert.Equal("request_id status error created_at finished_at", answer.Members);
        Assert.Equal(("failed", "out of memory"), (answer["status"], answer["error"]));
        Assert.Equal("completed", (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task A_result_before_the_end_has_the_status_of_the_job()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        var queued = await bench.ResultAsync(id);
        bench.Time.Pass(2);
        var running = await bench.ResultAsync(id);

        Assert.Equal((200, "in_queue"), (queued.Code, queued["status"]));
        Assert.Equal((200, "in_progress"), (running.Code, running["status"]));
        Assert.Equal("request_id status created_at", running.Members);
    }

    [Fact]
    public async Task A_result_does_not_change()
    {
        await using var bench = Bench.Start();
        var first = await bench.RunAsync();

        bench.Time.Pass(86_400);

        Assert.Equal(first.Text, (await bench.ResultAsync(first.Id)).Text);
        Assert.Equal(
            first.Text, (await bench.SendAsync(HttpMethod.Get, $"v1/requests/{first.Id}/result?include_cost=true")).Text);
    }
}
