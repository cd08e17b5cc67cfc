using System.Net.Sockets;

namespace SchemaSdk.Tool.Tests.Run;

/// <summary>Tests that <c>run</c> reports failures, with the request id if it is known, and submits nothing twice.</summary>
public sealed class RunFailureTests : EmulatedTest
{
    private static readonly string[] Run = ["run", Star, "-i", "prompt=It falls."];

    [Fact]
    public async Task A_missing_token_is_a_usage_error()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "");

        await PrintsAsync(2, "", Run);
        Assert.Equal(
            "schemasdk: The client has no token, so nothing was sent. Set the environment variable RUNCOMFY_API_TOKEN.\n", Tool.Error);
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_refused_token_is_reported_and_never_shown()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "a-wrong-token");

        await FailsAsync(3, "the token is missing, expired or revoked. No job was started.", Run);
        Assert.DoesNotContain("a-wrong-token", Tool.Error + Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Bills);
    }

    [Theory]
    [InlineData("kling/nothing", "Neither ")]
    [InlineData("acme/sta", "Did you mean 'acme/star'?")]
    public async Task An_unknown_model_is_reported(string id, string message)
    {
        await FailsAsync(2, message, "run", id, "-i", "prompt=a");
        Assert.Equal("", Tool.Output);
    }

    [Theory]
    [InlineData("'../star' is not a valid model id for the service.", "../star")]
    [InlineData("'acme//star' is not a valid model id for the service.", "acme//star")]
    [InlineData(
        "has no model 'acme/sta', and the emulator has only the models of this folder. Did you mean 'acme/star'?",
        "acme/sta", "--emulator")]
    [InlineData("input.json(1,20): SSDK001: ", "acme/broken")]
    public async Task A_model_that_cannot_be_run_is_reported_before_anything_is_sent(string message, params string[] args)
    {
        Tool.Write("schemas/acme/broken/input.json", "{ \"type\": \"object\",, }");

        await FailsAsync(2, message, ["run", .. args, "-i", "prompt=a"]);
        Assert.Equal("", Tool.Output);
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_missing_network_is_reported_immediately_and_nothing_is_sent()
    {
        Tool.Handler = new Scripted(Emulator.CreateHandler(), static _ => throw new HttpRequestException(
            HttpRequestError.ConnectionError, "Refused", new SocketException((int)SocketError.ConnectionRefused)));

        Assert.Equal(3, await RunAsync(Run));

        Assert.StartsWith(
            "No connection to the service. Nothing has been submitted yet. Retrying for two minutes. Press Ctrl-C to stop.",
            Tool.Error,
            StringComparison.Ordinal);
        Assert.Contains("No job was started, so the input can be submitted again", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("", Tool.Output);
    }

    [Fact]
    public async Task An_unresolved_host_name_is_reported_after_5_seconds_and_ends_the_command_within_20()
    {
        foreach (var resolve in (Func<string, CancellationToken, Task>[])[
            static (_, _) => throw new SocketException((int)SocketError.HostNotFound),
            static (_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None)])
        {
            var time = new InstantTime();
            var begun = time.GetTimestamp();
            Tool.Time = time;
            Tool.ResolveAsync = resolve;

            Assert.Equal(3, await Tool.RunAsync("add", "--all", "--address", "https://models.example"));

            Assert.StartsWith("The name 'models.example' cannot be resolved yet.", Tool.Error, StringComparison.Ordinal);
            Assert.EndsWith(
                "The name 'models.example' cannot be resolved, so nothing was sent. Check the network and the address.\n",
                Tool.Error,
                StringComparison.Ordinal);
            Assert.InRange(time.GetElapsedTime(begun), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
        }
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, true)]
    public async Task A_host_name_that_is_resolved_late_is_reported_only_after_5_seconds(int seconds, bool isReported)
    {
        var time = new InstantTime();
        var begun = time.GetTimestamp();
        Tool.Time = time;
        Tool.ResolveAsync = (_, _) => time.GetElapsedTime(begun) < TimeSpan.FromSeconds(seconds)
            ? throw new SocketException((int)SocketError.HostNotFound) : Task.CompletedTask;

        await RunAsync(Run);

        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(isReported, Tool.Error.Contains(" cannot be resolved yet.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_submit_runs_nothing()
    {
        Options.Outcome = static _ => EmulatedOutcome.Refuse(HttpStatusCode.PaymentRequired, 1, "No \u001b[31mmoney");

        await FailsAsync(3, "402", Run);
        Assert.Contains("No job was started.", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Tool.Error);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_submit_without_an_answer_is_unknown_and_never_repeated()
    {
        Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse), times: int.MaxValue);

        var report = await JsonAsync(3, Run);

        Assert.Equal("submission-unknown", (string?)report["findings"]![0]!["rule"]);
        Assert.Equal("The request id is not known.", (string?)report["summary"]);
        Assert.Null(report["facts"]!["requestId"]);
        Assert.Contains("may run and be charged", (string?)report["findings"]![0]!["message"], StringComparison.Ordinal);
        Assert.Equal("2026-11-20T12:00:00.000Z", (string?)report["facts"]!["sentAt"]);
        Assert.Equal(1, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_failure_after_the_submit_reports_the_request_id(int status)
    {
        Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(status), times: int.MaxValue);

        Assert.Equal(3, await RunAsync(Run));

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.Contains($"'schemasdk run acme/star --resume {id}'", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith($"The request id is {id}.\n", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Attach(", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_paid_run_whose_report_cannot_be_written_does_not_end_as_if_nothing_was_sent(string format)
    {
        Tool.Target = new FullDisk();

        await ExitsAsync(3, [.. Run, "--format", format]);

        Assert.Contains("The report could not be written (No space left on device). Request ", Tool.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{Assert.Single(Emulator.BilledRequestIds)} succeeded.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_job_is_a_finding_without_control_codes()
    {
        Options.Outcome = _ => EmulatedOutcome.Fail("out of \u001b[2Jmemory");

        Assert.Equal(1, await RunAsync(Run));

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.StartsWith($"error failed: Request {id} of acme/star ran and failed: ", Tool.Output, StringComparison.Ordinal);
        Assert.Contains($"'schemasdk run acme/star --resume {id}' reads its result again.", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Tool.Output + Tool.Error);
    }

    [Theory]
    [InlineData("--max-price must be an amount of US dollars above zero, not '0'.", "--max-price", "0")]
    [InlineData("--resume waits for a job and submits nothing", "--resume", "an-id", "-i", "prompt=a")]
    [InlineData("--resume waits for a job and submits nothing", "--resume", "an-id", "--emulator")]
    [InlineData("--resume waits for a job and submits nothing", "--resume", "an-id", "--max-price", "1")]
    public async Task A_usage_error_is_reported(string message, params string[] args)
    {
        await FailsAsync(2, message, ["run", Star, .. args]);
        Assert.Equal(0, Emulator.Requests);
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
