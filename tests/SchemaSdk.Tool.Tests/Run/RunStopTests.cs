namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunStopTests : EmulatedTest
{
    private static readonly string[] Run = ["run", Star, "-i", "prompt=It falls."];

    [Fact]
    public async Task Stopping_cancels_a_queued_job()
    {
        Options.QueueTime = TimeSpan.FromHours(100);

        Assert.Equal(130, await StopAtAsync("/status", Run));

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.Equal(
            $"error stopped: Stopped waiting for request {id}. The job is cancelled.\nThe request id is {id}.\n", Tool.Output);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Cancel));
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task Stopping_does_not_cancel_a_running_job()
    {
        Options.QueueTime = TimeSpan.Zero;
        Options.RunTime = TimeSpan.FromHours(100);

        Assert.Equal(130, await StopAtAsync("/status", [.. Run, "--json"]));

        var facts = JsonNode.Parse(Tool.Output)!["facts"]!;
        Assert.Equal("stopped", (string?)facts["state"]);
        Assert.Equal("NotCancelable", (string?)facts["cancel"]);
        Assert.Equal(Assert.Single(Emulator.BilledRequestIds), (string?)facts["requestId"]);
    }

    [Theory]
    [InlineData("The job is running or has ended, so it cannot be cancelled. 'schemasdk run acme/star --resume ID' waits", Star)]
    [InlineData(
        "'schemasdk run acme/star --folder \"my schemas\" --service RunComfy --resume ID' waits",
        Star, "--folder", "my schemas", "--service", "RunComfy")]
    [InlineData("'schemasdk run \"acme/night star\" --resume ID' waits", "acme/night star")]
    public async Task The_report_says_how_to_resume_a_job_that_cannot_be_cancelled(string message, string model, params string[] options)
    {
        Options.QueueTime = TimeSpan.Zero;
        Options.RunTime = TimeSpan.FromHours(100);
        Tool.Write("schemas/acme/night star/input.json", Tool.Read($"schemas/{Star}/input.json"));

        Assert.Equal(130, await StopAtAsync("/status", ["run", model, "-i", "prompt=It falls.", .. options]));

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.Contains(message.Replace("ID", id, StringComparison.Ordinal), Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_during_the_submit_still_reports_the_request_id()
    {
        Options.QueueTime = TimeSpan.FromHours(100);
        using var stop = new CancellationTokenSource();
        using var service = new HttpMessageInvoker(Emulator.CreateHandler());
        Tool.Handler = new Scripted(Emulator.CreateHandler(), async request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/acme/star", StringComparison.Ordinal))
            {
                return null;
            }

            var answer = await service.SendAsync(request, CancellationToken.None);
            await stop.CancelAsync();
            return answer;
        });

        Assert.Equal(130, await RunAsync(stop.Token, [.. Run, "--json"]));

        Assert.Equal(Assert.Single(Emulator.BilledRequestIds), (string?)JsonNode.Parse(Tool.Output)!["facts"]!["requestId"]);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task Stopping_before_the_submit_runs_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, await RunAsync(stop.Token, Run));

        Assert.Equal(
            "schemasdk: Stopped before anything was submitted, so no job is running and nothing is charged.\n", Tool.Error);
        Assert.Equal(0, Emulator.Bills);
    }

    [Fact]
    public async Task A_job_is_resumed_by_its_request_id_without_a_submit()
    {
        Options.QueueTime = TimeSpan.Zero;
        Options.RunTime = TimeSpan.FromHours(1);
        Assert.Equal(130, await StopAtAsync("/status", Run));
        var id = Assert.Single(Emulator.BilledRequestIds);

        Time.Pass(TimeSpan.FromHours(1));
        await PrintsAsync(0, $"file  http://localhost/files/{id}/video.mp4\nRequest {id} succeeded.\n", "run", Star, "--resume", id);
        Assert.StartsWith($"request  {id}\n", Tool.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_is_resumed_whichever_model_is_given()
    {
        Tool.Write("schemas/acme/moon/input.json", PromptSchema);
        Assert.Equal(0, await RunAsync("run", "acme/moon", "-i", "prompt=a"));
        var id = Assert.Single(Emulator.BilledRequestIds);

        // The service identifies a job by its request id alone, so this model need not exist.
        Assert.Equal(0, await RunAsync("run", "acme/nobody", "--resume", id));

        Assert.EndsWith($"Request {id} succeeded.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Catalog));
    }

    [Theory]
    [InlineData("no-such-job", 3)]
    [InlineData("../../v1/models", 2)]
    public async Task An_unknown_request_id_is_reported(string id, int exit)
    {
        Assert.Equal(exit, await RunAsync("run", Star, "--resume", id));

        Assert.Contains(id, Tool.Output + Tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));
    }
}
