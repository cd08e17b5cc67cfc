using SchemaSdk.Sqlite;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>Tests that the command <c>resume</c> awaits accepted jobs, and submits no job that may already have been submitted.</summary>
public sealed class JobResumeTests : LedgerTest
{
    [Fact]
    public async Task An_accepted_job_is_awaited_and_its_result_is_printed_and_recorded()
    {
        var id = await RunAtServiceAsync();
        await RecordAsync("order-1", LedgerState.Accepted, id);

        Assert.Equal(0, await JobsAsync("resume"));

        Assert.StartsWith($"succeeded  order-1  {id}  {{\"video\":", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 job: 1 succeeded.\n", Tool.Output, StringComparison.Ordinal);
        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Ended, JobState.Succeeded, false), (entry.State, entry.End?.Outcome, entry.Result.IsEmpty));
        Assert.Equal(1, Emulator.Bills);
    }

    // The command "run" stops waiting after 30 minutes, but "jobs resume" waits until the job has ended.
    [Fact]
    public async Task An_accepted_job_is_awaited_for_hours()
    {
        Options.RunTime = TimeSpan.FromHours(3);
        Assert.Equal(3, await RunAsync("run", Star, "-i", "prompt=It falls."));
        await RecordAsync("order-1", LedgerState.Accepted, Assert.Single(Emulator.BilledRequestIds));

        Assert.Equal(0, await JobsAsync("resume"));

        Assert.Equal(JobState.Succeeded, (await FindAsync("order-1")).End?.Outcome);
    }

    [Fact]
    public async Task A_job_that_failed_is_a_finding()
    {
        Options.Outcome = static _ => EmulatedOutcome.Fail("out of memory");
        Assert.Equal(1, await RunAsync("run", Star, "-i", "prompt=It falls."));
        await RecordAsync("order-1", LedgerState.Accepted, Assert.Single(Emulator.BilledRequestIds));

        Assert.Equal(1, await JobsAsync("resume"));

        Assert.StartsWith("error failed: order-1: ", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, (await FindAsync("order-1")).End?.Outcome);
    }

    [Fact]
    public async Task An_unknown_job_is_listed_and_never_submitted()
    {
        await RecordAsync("order-1", LedgerState.Unknown);
        await RecordAsync("order-2", LedgerState.Sending);

        Assert.Equal(1, await JobsAsync("resume", "--submit", "--json"));

        var jobs = JsonNode.Parse(Tool.Output)!["facts"]!["jobs"]!.AsArray();
        Assert.Equal(["unknown", "unknown"], jobs.Select(job => (string?)job!["end"]));
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task An_intended_job_is_submitted_only_on_request()
    {
        await RecordAsync("order-1", LedgerState.Intended);

        Assert.Equal(0, await JobsAsync("resume"));
        Assert.Equal(0, Emulator.Bills);
        Assert.StartsWith("intended  order-1  The job was not sent. To submit it, use --submit.\n", Tool.Output, StringComparison.Ordinal);

        Assert.Equal(0, await JobsAsync("resume", "--submit"));
        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Ended, Assert.Single(Emulator.BilledRequestIds)), (entry.State, entry.RequestId));

        Assert.Equal(0, await JobsAsync("resume", "--submit"));
        Assert.Equal("No job is open.\n", Tool.Output);
        Assert.Equal(1, Emulator.Bills);
    }

    [Theory]
    [InlineData("acme", "a kite", "it is for the customer acme,")]
    [InlineData(
        null, "schemasdk-file:image/png;sha256=0000000000000000000000000000000000000000000000000000000000000000",
        "the copies of its input files")]
    public async Task A_job_of_a_customer_or_with_copies_of_files_is_left_to_its_program(string? customer, string image, string reason)
    {
        await RecordAsync(
            "order-1", LedgerState.Intended, input: $$"""{"image":"{{image}}","prompt":"It falls."}""", customer: customer);

        await JobsReportAsync(1, $"order-1: The job 'order-1' was not sent, because {reason}", "resume", "--submit");
        Assert.Equal(0, Emulator.Requests);
        Assert.Equal(LedgerState.Intended, (await FindAsync("order-1")).State);
    }

    [Fact]
    public async Task An_input_as_deep_as_a_ledger_allows_is_submitted()
    {
        var deep = $$"""{"prompt":"It falls.","more":{{new string('[', 100)}}{{new string(']', 100)}} }""";
        await RecordAsync("order-1", LedgerState.Intended, input: deep);

        await JobsAsync("resume", "--submit");

        // The emulator refuses this input as too deep, but the tool must have accepted and sent it.
        Assert.DoesNotContain("its input is not JSON", Tool.Output + Tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_whose_model_id_the_service_cannot_have_is_reported_with_the_others()
    {
        Tool.SetEnvironment("FAL_KEY", "emulator-token");
        Tool.SetEnvironment("FAL_QUEUE_RUN_HOST", "http://localhost/");
        await RecordAsync("order-1", LedgerState.Intended, service: "RunComfy");
        await RecordAsync("order-2", LedgerState.Intended, service: "fal", model: "kite");

        await JobsReportAsync(
            1, "order-2: The job 'order-2' cannot be resumed: \"kite\" is not a fal model id", "resume", "--submit");

        Assert.Contains($"succeeded  order-1  {Assert.Single(Emulator.BilledRequestIds)}", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 jobs: 1 succeeded, 1 not-resumed.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Intended, (await FindAsync("order-2")).State);
    }

    [Fact]
    public async Task A_job_that_has_ended_can_be_delivered_while_the_command_waits_for_another()
    {
        (Options.QueueTime, Options.RunTime) = (TimeSpan.Zero, TimeSpan.Zero);
        var id = await RunAtServiceAsync();
        await RecordAsync("order-1", LedgerState.Intended);
        await RecordAsync("order-2", LedgerState.Accepted, id);
        var held = new TaskCompletionSource();
        Tool.Time = TimeProvider.System;   // so that no timeout expires, and no lease
        Tool.Handler = new Scripted(Emulator.CreateHandler(), async request =>
        {
            await (request.RequestUri!.AbsolutePath.Contains(id, StringComparison.Ordinal) ? held.Task : Task.CompletedTask);
            return null;
        });

        var run = JobsAsync("resume", "--submit");
        await using (var ledger = new SqliteJobLedger(Tool.PathOf(LedgerPath)))
        {
            await Soon.Until(async () => (await ledger.ClaimAsync(LedgerWork.Follow, 1, ["order-2"])).Count > 0);
            Assert.False(run.IsCompleted);
        }

        held.SetResult();
        Assert.Equal(0, await run);
    }

    [Fact]
    public async Task Stopping_keeps_the_ledger_intact_and_the_job_running()
    {
        Options.RunTime = TimeSpan.MaxValue;
        await RecordAsync("order-1", LedgerState.Intended);

        Assert.Equal(130, await StopAtAsync("/status", "jobs", "resume", "--submit", "--ledger", LedgerPath));

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.StartsWith($"warning stopped: Stopped waiting for order-1 (request {id}).", Tool.Output, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Accepted, id), ((await FindAsync("order-1")).State, (await FindAsync("order-1")).RequestId));
    }

    // The command is stopped after it has listed the jobs and before it looks up the first one.
    [Fact]
    public async Task A_resume_that_is_stopped_while_it_reads_the_ledger_reports_the_accepted_jobs()
    {
        await RecordAsync("order-1", LedgerState.Accepted, "req-1");
        await RecordAsync("order-2", LedgerState.Intended);
        using var stop = new CancellationTokenSource();
        Tool.ResolveAsync = (_, _) =>
        {
            stop.Cancel();
            return Task.CompletedTask;
        };

        Assert.Equal(130, await RunAsync(stop.Token, "jobs", "resume", "--submit", "--ledger", LedgerPath, "--json"));

        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Equal(
            ["Stopped waiting for order-1 (request req-1).", "Stopped before order-2 was sent."],
            report["findings"]!.AsArray().Select(finding => (string?)finding!["message"]));
        Assert.Equal(["req-1", null], report["facts"]!["jobs"]!.AsArray().Select(job => (string?)job!["requestId"]));
        Assert.Equal(0, Emulator.Requests);
    }
}
