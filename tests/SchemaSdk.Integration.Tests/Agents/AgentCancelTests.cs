using System.Text;
using SchemaSdk.Integration.Tests.Reconciling;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentCancelTests
{
    [Fact]
    public async Task A_job_that_is_cancelled_in_the_queue_of_a_service_that_cancels_only_there_is_not_charged()
    {
        await using var bench = await AgentBench.StartAsync(
            options => options.ConfirmAboveUsd = null, answer: null, queueTime: TimeSpan.FromMinutes(5));
        await bench.CallAsync("run", new(AgentBench.Film()) { ["wait_seconds"] = 0, ["key"] = "film 1" });

        var cancel = await bench.CallAsync("cancel", new() { ["key"] = "film 1" });
        await bench.CallAsync("job", new() { ["key"] = "film 1" });
        var again = await bench.CallAsync("cancel", new() { ["key"] = "film 1" });

        Assert.Equal(("cancelled", false), EndOf(cancel));
        Assert.Equal(("already_ended", false), EndOf(again));

        static (string?, bool) EndOf(JsonElement answer) =>
            (answer.GetProperty("outcome").GetString(), answer.GetProperty("may_be_billed").GetBoolean());
    }

    [Fact]
    public async Task A_running_job_of_a_service_that_cancels_only_in_its_queue_may_be_charged_and_stays_in_the_list()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));
        await bench.CallAsync("run", new(AgentBench.Film()) { ["wait_seconds"] = 0, ["key"] = "film 1" });

        var cancel = await bench.CallAsync("cancel", new() { ["key"] = "film 1" });
        var listed = await bench.CallAsync("list_jobs");

        Assert.True(cancel.GetProperty("may_be_billed").GetBoolean());
        Assert.Equal("film 1", Assert.Single(listed.GetProperty("jobs").EnumerateArray()).GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_it_runs_may_be_charged()
    {
        await using var bench = new ListBench("Replicate");
        var job = await bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), new RunOptions { Key = "mcp::film 1" });
        var jobs = new AgentJobs(bench.RecordingClient, bench.Ledger, bench.Time);

        var cancel = await jobs.CancelAsync("film 1", customer: null, CancellationToken.None);
        bench.Time.SkipsDelays = true;
        await Soon.Throws<ModelCanceledException>(job.WaitAsync());
        var again = await jobs.CancelAsync("film 1", customer: null, CancellationToken.None);

        Assert.Equal(("unconfirmed", true), cancel);
        Assert.Equal(("already_ended", true), again);
    }

    [Fact]
    public async Task A_finished_job_may_be_charged_even_if_its_reported_cost_is_0()
    {
        await using var bench = await AgentBench.StartAsync();
        bench.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(
            200, "application/json", """{"status":"completed","output":{"video":"https://other.example/a.mp4"},"cost":0}"""));
        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1" });

        var cancel = await bench.CallAsync("cancel", new() { ["key"] = "film 1" });

        Assert.True(cancel.GetProperty("may_be_billed").GetBoolean());
    }

    [Theory]
    [InlineData(false, "The job will run and be charged only if another server submits it")]
    [InlineData(true, "is being submitted. Call cancel again in a few seconds.")]
    public async Task A_job_that_this_server_does_not_submit_is_awaited_only_if_a_worker_submits_it(bool isQueued, string message)
    {
        await using var bench = new ListBench("Replicate");
        var intent = bench.Ledger.IntentOf("mcp::film 1", ListBench.Model, Encoding.UTF8.GetBytes(ListBench.Input));
        await bench.Ledger.BeginAsync(intent with { IsQueued = isQueued });
        var jobs = new AgentJobs(bench.RecordingClient, bench.Ledger, bench.Time);

        var refusal = await Soon.Throws<ToolRefusal>(jobs.CancelAsync("film 1", customer: null, CancellationToken.None));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
