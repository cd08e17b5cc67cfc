namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobSettleTests : LedgerTest
{
    [Fact]
    public async Task A_job_that_is_settled_as_not_accepted_becomes_refused_and_the_person_is_recorded()
    {
        await RecordAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--not-accepted", "--yes", "--by", "Ada"));

        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Refused, "Ada"), (entry.State, entry.Settled?.By));
        Assert.NotNull(entry.Settled?.At);
        Assert.Equal(0, Emulator.Requests);
    }

    [Fact]
    public async Task A_name_that_is_too_long_for_a_ledger_is_refused()
    {
        await RecordAsync("order-1", LedgerState.Unknown);

        Assert.Equal(2, await JobsAsync("settle", "order-1", "--not-accepted", "--yes", "--by", new('a', 301)));

        Assert.Contains("--by has 301 characters, more than the limit of 300.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Theory]
    [InlineData("y", LedgerState.Refused, 0)]
    [InlineData("yes", LedgerState.Refused, 0)]
    [InlineData("n", LedgerState.Unknown, 130)]
    [InlineData("", LedgerState.Unknown, 130)]
    public async Task The_user_is_asked_to_confirm(string answer, LedgerState state, int exit)
    {
        await RecordAsync("order-1", LedgerState.Unknown);
        Tool.Answer = answer;

        Assert.Equal(exit, await JobsAsync("settle", "order-1", "--not-accepted"));

        Assert.Equal(state, (await FindAsync("order-1")).State);
        Assert.Contains("a second submit is charged too. [y/N] ", Tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, "sent to the service around 2026-01-02 03:04:05Z? If")]
    [InlineData("acme", false, "sent to the service around 2026-01-02 03:04:05Z, in the account used for the customer acme? If")]
    [InlineData("acme", true, "sent to the service around 2026-01-02 03:04:05Z, in the account whose token was set for this job? If")]
    public async Task The_question_names_the_account_in_which_to_look(string? customer, bool hasOwnToken, string question)
    {
        await RecordAsync("order-1", LedgerState.Unknown, customer: customer, hasOwnToken: hasOwnToken);
        Tool.Answer = "n";

        await JobsFailAsync(130, question, "settle", "order-1", "--not-accepted");
    }

    [Fact]
    public async Task An_id_is_looked_up_at_the_service_before_it_is_recorded()
    {
        var id = await RunAtServiceAsync();
        await RecordAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        var entry = await FindAsync("order-1");
        Assert.Equal((LedgerState.Accepted, id), (entry.State, entry.RequestId));
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", entry.Settled?.By);
        Assert.StartsWith($"found  The service knows request {id}: succeeded.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }

    [Theory]
    [InlineData($"\"{Star}\"", false)]
    [InlineData("null", true)]
    public async Task A_warning_says_that_the_model_of_an_id_could_not_be_compared(string named, bool isReported)
    {
        var id = await RunAtServiceAsync(named);
        await RecordAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        var warning =
            $"warning not-compared: The service does not report the model of request {id}. Check on its website that the model is {Star}.";
        Assert.Equal(isReported, Tool.Output.Contains(warning, StringComparison.Ordinal));
        Assert.Equal(id, (await FindAsync("order-1")).RequestId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_token_or_offline_the_service_is_not_called_and_a_warning_says_so(bool isOffline)
    {
        await RecordAsync("order-1", LedgerState.Unknown);
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
    [InlineData(2, "Use --yes to skip the question.", "--not-accepted")]
    [InlineData(3, "req-unknown", "--id", "req-unknown", "--yes")]
    [InlineData(2, "is not a valid request id: request ids are 1 to 128 letters", "--id", "a/b", "--yes")]
    [InlineData(2, "is not a valid request id: request ids are 1 to 128 letters", "--id", "a/b", "--yes", "--offline")]
    [InlineData(2, "is not a valid request id: request ids are 1 to 128 letters", "--id", "req\u001b[2J", "--yes")]
    public async Task A_settlement_that_is_refused_records_nothing(int exit, string message, params string[] args)
    {
        await RecordAsync("order-1", LedgerState.Unknown);

        await JobsFailAsync(exit, message, ["settle", "order-1", .. args]);

        Assert.Contains("Nothing was recorded.", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    [Fact]
    public async Task Only_an_unknown_job_is_settled()
    {
        await RecordAsync("order-1", LedgerState.Accepted, "req-1");

        await JobsFailAsync(2, "has the state 'accepted', but only a job in the state", "settle", "order-1", "--not-accepted", "--yes");
        Assert.Equal("req-1", (await FindAsync("order-1")).RequestId);
    }

    [Fact]
    public async Task A_later_attempt_than_the_one_that_was_looked_up_is_not_settled()
    {
        var id = await RunAtServiceAsync();
        await RecordAsync("order-1", LedgerState.Unknown);
        Tool.Handler = new Scripted(Emulator.CreateHandler(), async _ =>
        {
            await SubmitAgainAsync("order-1");
            return null;
        });

        await JobsFailAsync(2, "was sent again after attempt 1: attempt 2 is now Unknown.", "settle", "order-1", "--id", id, "--yes");

        Assert.Equal((LedgerState.Unknown, null), ((await FindAsync("order-1")).State, (await FindAsync("order-1")).RequestId));
    }

    // Another person settles the job as not accepted. Then the job's program submits it again, and the job becomes unknown again.
    private async Task SubmitAgainAsync(string key)
    {
        await using var ledger = Open();
        var entry = (await ledger.FindAsync(key))!;
        if (entry.Attempt!.Number == 1)
        {
            entry = await ledger.SettleAsync(key, requestId: null, "Bea");
            foreach (var next in (LedgerState[])[LedgerState.Sending, LedgerState.Unknown])
            {
                entry = entry with { State = next, Version = entry.Version + 1, Attempt = new() { Number = 2, SentAt = Then } };
                await ledger.RecordAsync(entry);
            }
        }
    }

    // named: the model that the service names in the job's result, as JSON.
    private async Task<string> RunAtServiceAsync(string named)
    {
        var id = await RunAtServiceAsync();
        Tool.Handler = new Scripted(Emulator.CreateHandler(), request => Task.FromResult(
            request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal)
                ? Scripted.Json($$"""{"model_id":{{named}},"status":"completed","output":{} }""")
                : null));
        return id;
    }
}
