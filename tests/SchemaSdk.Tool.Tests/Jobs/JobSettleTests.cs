using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>Holds that what a person found out is checked and kept, and that nothing is sent for it.</summary>
public sealed class JobSettleTests : LedgerTest
{
    [Fact]
    public async Task A_job_that_was_not_accepted_may_be_submitted_again_and_who_said_so_is_kept()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--not-accepted", "--yes", "--by", "Ada"));

        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Refused, "Ada"), (entry.State, entry.Settled?.By));
        Assert.NotNull(entry.Settled?.At);
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_name_that_no_ledger_takes_is_refused()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(2, await JobsAsync("settle", "order-1", "--not-accepted", "--yes", "--by", new('a', 301)));

        Assert.Contains("--by has 301 characters, more than the limit of 300.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Theory]
    [InlineData("y", LedgerState.Refused, 0)]
    [InlineData("yes", LedgerState.Refused, 0)]
    [InlineData("n", LedgerState.Unknown, 130)]
    [InlineData("", LedgerState.Unknown, 130)]
    public async Task Whoever_settles_is_asked_whether_it_is_certain(string answer, LedgerState state, int exit)
    {
        await LeaveAsync("order-1", LedgerState.Unknown);
        Tool.Answer = answer;

        Assert.Equal(exit, await JobsAsync("settle", "order-1", "--not-accepted"));

        Assert.Equal(state, (await FindAsync("order-1")).State);
        Assert.Contains("a second submit is charged as well. [y/N] ", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_yes_has_to_be_given()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(2, await JobsAsync("settle", "order-1", "--not-accepted"));

        Assert.Contains("Give --yes to skip the question. Nothing was recorded.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Fact]
    public async Task An_id_is_looked_up_at_the_service_before_it_is_put_down()
    {
        var id = await BillAsync();
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Accepted, id), (entry.State, entry.RequestId));
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", entry.Settled?.By);
        Assert.StartsWith($"found  The service has {id}: succeeded.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }

    [Theory]
    [InlineData($"\"{Star}\"", false)]
    [InlineData("null", true)]
    public async Task Whether_the_model_of_an_id_could_be_compared_is_told(string named, bool isTold)
    {
        var id = await BillAsync(named);
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        var warning = $"warning not-compared: The service does not say which model {id} runs: check there whether it is {Star}.";
        Assert.Equal(isTold, Tool.Output.Contains(warning, StringComparison.Ordinal));
        Assert.Equal(id, (await FindAsync("order-1")).RequestId);
    }

    [Fact]
    public async Task An_id_that_runs_another_model_is_refused()
    {
        var id = await BillAsync("\"acme/moon\"");
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(3, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        var refusal = $"{id} runs acme/moon, but the job 'order-1' is one of {Star}. Nothing was recorded.";
        Assert.Contains(refusal, Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Fact]
    public async Task An_id_that_the_service_does_not_have_is_refused()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(3, await JobsAsync("settle", "order-1", "--id", "req-of-nobody", "--yes"));

        Assert.Contains("Nothing was recorded.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_token_or_offline_the_service_is_not_asked_and_that_is_told(bool isOffline)
    {
        await LeaveAsync("order-1", LedgerState.Unknown);
        if (!isOffline)
        {
            Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "");
        }

        Assert.Equal(0, await JobsAsync(["settle", "order-1", "--id", "req-7", "--yes", .. isOffline ? new[] { "--offline" } : []]));

        Assert.Equal("req-7", (await FindAsync("order-1")).RequestId);
        Assert.StartsWith("warning not-checked: ", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Requests);
    }

    [Theory]
    [InlineData("req 7", true, false)]
    [InlineData("a/b", true, false)]
    [InlineData("a/b", false, true)]
    [InlineData("a/b", false, false)]
    [InlineData("req\u001b[2J", true, false)]
    [InlineData("..", false, false)]
    public async Task What_cannot_be_an_id_is_refused_whether_the_service_could_be_asked_or_not(string id, bool hasToken, bool isOffline)
    {
        await LeaveAsync("order-1", LedgerState.Unknown);
        if (!hasToken)
        {
            Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "");
        }

        Assert.Equal(2, await JobsAsync(["settle", "order-1", "--id", id, "--yes", .. isOffline ? new[] { "--offline" } : []]));

        Assert.Contains("is not a valid request id: request ids are 1 to 128 letters", Tool.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was recorded.", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", Tool.Error, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Unknown, 0), ((await FindAsync("order-1")).State, Emulator.Requests));
    }

    [Fact]
    public async Task A_job_that_is_known_is_not_settled()
    {
        await LeaveAsync("order-1", LedgerState.Accepted, "req-1");

        Assert.Equal(2, await JobsAsync("settle", "order-1", "--not-accepted", "--yes"));

        Assert.Contains("is accepted, and only an unknown job can be settled.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("req-1", (await FindAsync("order-1")).RequestId);
    }

    // A job of the service.
    private async Task<string> BillAsync()
    {
        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls."));
        return Assert.Single(Emulator.BilledRequestIds);
    }

    // The same, for which results name a model from then on.
    private async Task<string> BillAsync(string named)
    {
        var id = await BillAsync();
        Tool.Handler = new Scripted(Emulator.CreateHandler(), request => Task.FromResult(
            request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal)
                ? Scripted.Json($$"""{"model_id":{{named}},"status":"completed","output":{} }""")
                : null));
        return id;
    }
}
