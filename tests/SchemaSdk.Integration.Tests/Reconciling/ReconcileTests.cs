namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>Tests that the service's list of jobs settles a submit whose answer was lost, but only if the list leaves no doubt.</summary>
public sealed class ReconcileTests
{
    private static readonly ReconcileOptions Settles = new() { NotAcceptedAfter = TimeSpan.FromHours(2) };

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_lost_answer_is_settled_by_the_only_listed_job_with_the_same_input_that_no_other_submit_started(string service)
    {
        await using var bench = new ListBench(service);
        await bench.SubmitElsewhereAsync("""{"prompt":"a boat"}""");
        await bench.Client.SubmitAsync(ListBench.Model, ListBench.Json()).Soonish();
        var lost = await bench.LostAsync(isAccepted: true);

        var found = await lost.ReconcileAsync().Soonish();
        var again = await lost.ReconcileAsync().Soonish();

        Assert.Equal((ReconcileOutcome.Accepted, bench.Emulator.BilledRequestIds[^1]), (found.Outcome, found.RequestId));
        Assert.Equal(found, again);
        Assert.Equal((3, 1), (bench.Emulator.Bills, bench.Gate.Lists));
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_submit_that_never_arrived_is_settled_as_not_accepted_only_with_the_option_and_after_hours(string service)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.LostAsync(isAccepted: false);

        var early = await lost.ReconcileAsync(Settles).Soonish();
        bench.Time.Advance(TimeSpan.FromHours(3));
        var without = await lost.ReconcileAsync().Soonish();
        var settled = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, ReconcileOutcome.Unknown), (early.Outcome, without.Outcome));
        Assert.Equal(ReconcileOutcome.NotAccepted, settled.Outcome);
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("fal", 3, "the search may have missed it")]
    [InlineData("Replicate", -3, "the search may have missed it")]
    [InlineData("Replicate", null, "no Date header")]
    public async Task A_submit_is_settled_as_not_accepted_only_if_the_clock_agrees_with_that_of_the_service(
        string service, int? minutes, string reason)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.LostAsync(isAccepted: true);
        bench.Gate.Body = () => bench.EmptyList;
        bench.Time.Advance(TimeSpan.FromHours(3));
        bench.Gate.Date = () => minutes is { } off ? bench.Time.GetUtcNow() - TimeSpan.FromMinutes(off) : null;

        var wrong = await lost.ReconcileAsync(Settles).Soonish();
        bench.Gate.Date = () => bench.Time.GetUtcNow();
        var right = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, ReconcileOutcome.NotAccepted), (wrong.Outcome, right.Outcome));
        Assert.Contains(reason, wrong.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_is_right_even_if_the_list_waits_for_a_request_slot()
    {
        await using var bench = new ListBench("fal", slots: 1);
        var lost = await bench.LostAsync(isAccepted: false);
        bench.Gate.Body = () => bench.EmptyList;
        bench.Time.Advance(TimeSpan.FromHours(3));
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        var hung = Soon.Throws<ModelSubmissionUnknownException>(bench.Client.SubmitAsync(ListBench.Model, ListBench.Json()));
        await Soon.Until(() => bench.Emulator.Bills == 1);

        var settling = lost.ReconcileAsync(Settles);
        bench.Time.Advance(ListBench.SubmitTimeout);
        await bench.Time.LimitAsync(ListBench.Grace);
        Assert.Equal(0, bench.Gate.Lists);
        bench.Time.Advance(ListBench.Grace);
        await hung;

        Assert.Equal(ReconcileOutcome.NotAccepted, (await settling.Soonish()).Outcome);
    }

    [Theory]
    [InlineData("fal", 14, ReconcileOutcome.Unknown)]
    [InlineData("Replicate", 16, ReconcileOutcome.NotAccepted)]
    public async Task A_job_from_shortly_before_the_submit_may_be_it_because_the_clock_may_have_been_ahead(
        string service, int minutes, ReconcileOutcome outcome)
    {
        await using var bench = new ListBench(service);
        await bench.SubmitElsewhereAsync("""{"prompt":"a boat"}""");
        bench.Time.Advance(TimeSpan.FromMinutes(minutes));
        var lost = await bench.LostAsync(isAccepted: false);
        bench.Time.Advance(TimeSpan.FromHours(3));

        var found = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal(outcome, found.Outcome);
    }

    [Fact]
    public async Task A_job_with_its_own_token_is_settled_as_not_accepted_only_through_its_own_exception()
    {
        await using var bench = new ListBench("fal");
        var options = new RunOptions { Key = "order-1", ApiToken = bench.Emulator.Token };
        var lost = await bench.LostAsync(isAccepted: false, bench.RecordingClient, options);
        bench.Time.Advance(TimeSpan.FromHours(3));
        var known = await Soon.Throws<ModelSubmissionUnknownException>(
            bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), options with { ApiToken = null }));

        var byAnother = await known.ReconcileAsync(Settles).Soonish();
        var byItself = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, ReconcileOutcome.NotAccepted), (byAnother.Outcome, byItself.Outcome));
        Assert.Contains("another account", byAnother.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, ReconcileOutcome.Unknown)]
    [InlineData(false, true, ReconcileOutcome.Unknown)]
    [InlineData(true, false, ReconcileOutcome.NotAccepted)]
    public async Task A_job_that_fal_may_run_on_another_endpoint_is_never_settled_as_not_accepted(
        bool isSetOnClient, bool? isSetOnRun, ReconcileOutcome outcome)
    {
        await using var bench = new ListBench("fal", new FalOptions { Fallbacks = isSetOnClient });
        var options = new RunOptions { Service = isSetOnRun is { } isSet ? new FalOptions { Fallbacks = isSet } : null };
        var lost = await bench.LostAsync(isAccepted: false, options: options);

        bench.Time.Advance(TimeSpan.FromDays(30));
        var found = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal(outcome, found.Outcome);
        Assert.Equal(outcome == ReconcileOutcome.Unknown, found.Reason?.Contains("FalOptions.Fallbacks", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("fal", false, 2)]
    [InlineData("fal", true, 3)]
    [InlineData("Replicate", false, 2)]
    [InlineData("Replicate", true, 3)]
    public async Task Two_other_jobs_with_the_same_input_leave_the_submit_unknown(string service, bool isAccepted, int alike)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.LostAsync(isAccepted);
        await bench.SubmitElsewhereAsync();
        await bench.SubmitElsewhereAsync();
        bench.Time.Advance(TimeSpan.FromHours(3));

        var found = await lost.ReconcileAsync(Settles).Soonish();

        Assert.Equal(ReconcileOutcome.Unknown, found.Outcome);
        Assert.Contains($"{alike} unmatched jobs with this input", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fal", 60)]
    [InlineData("Replicate", 1)]
    public async Task The_time_for_a_job_to_be_listed_starts_at_the_end_of_a_submit_that_was_never_answered(string service, int minutes)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.HungAsync();
        bench.DelayList(TimeSpan.FromMinutes(minutes));

        var early = await lost.ReconcileAsync(Settles with { NotAcceptedAfter = TimeSpan.Zero }).Soonish();
        bench.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        var late = await lost.ReconcileAsync(Settles with { NotAcceptedAfter = TimeSpan.Zero }).Soonish();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var listed = await lost.ReconcileAsync(Settles with { NotAcceptedAfter = TimeSpan.Zero }).Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, ReconcileOutcome.Unknown), (early.Outcome, late.Outcome));
        Assert.Equal((ReconcileOutcome.Accepted, bench.Emulator.BilledRequestIds[0]), (listed.Outcome, listed.RequestId));
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_ledger_records_the_outcome_and_a_call_with_the_key_waits_for_the_found_job(string service)
    {
        await using var bench = new ListBench(service);
        var options = new RunOptions { Key = "order-1" };
        var lost = await bench.LostAsync(isAccepted: true, bench.RecordingClient, options);

        var found = await lost.ReconcileAsync().Soonish();
        var job = await bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), options).Soonish();
        var entry = (await bench.Ledger.FindAsync("order-1"))!;

        Assert.Equal((found.RequestId, found.RequestId), (job.RequestId, entry.RequestId));
        Assert.Equal("reconciliation", entry.Settled?.By);
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task The_list_is_read_with_the_token_of_the_job()
    {
        await using var bench = new ListBench("fal");
        var asked = new List<TokenContext>();
        await using var client = bench.ClientWith(context =>
        {
            asked.Add(context);
            return bench.Emulator.Token;
        });
        var options = new RunOptions { Key = "order-1", Customer = "ada" };
        var lost = await bench.LostAsync(isAccepted: true, client, options);
        var known = await Soon.Throws<ModelSubmissionUnknownException>(client.SubmitAsync(ListBench.Model, ListBench.Json(), options));

        await lost.ReconcileAsync().Soonish();
        await known.ReconcileAsync().Soonish();

        Assert.Equal(1, bench.Gate.Lists);
        Assert.Equal(2, asked.Count);
        Assert.All(asked, context => Assert.Equal(new TokenContext(ListBench.Model, "order-1", "ada"), context));
    }

    [Fact]
    public async Task An_exception_of_an_earlier_attempt_does_not_settle_a_later_attempt()
    {
        await using var bench = new ListBench("fal");
        var options = new RunOptions { Key = "order-1" };
        var first = await bench.LostAsync(isAccepted: false, bench.RecordingClient, options);
        await bench.Ledger.SettleAsync("order-1", requestId: null, by: "ada");
        await bench.LostAsync(isAccepted: true, bench.RecordingClient, options);
        bench.Time.Advance(TimeSpan.FromDays(30));
        bench.Gate.Body = () => bench.EmptyList;

        var found = await first.ReconcileAsync(Settles).Soonish();

        Assert.Equal(ReconcileOutcome.Unknown, found.Outcome);
        Assert.Contains("in a later attempt", found.Reason, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, await bench.Ledger.StateOfAsync("order-1"));
    }

    [Fact]
    public async Task If_a_second_unknown_job_has_the_same_input_both_jobs_stay_unknown()
    {
        await using var bench = new ListBench("fal");
        var lost = await bench.LostAsync(isAccepted: true, bench.RecordingClient, new RunOptions { Key = "order-1" });
        await bench.LostAsync(isAccepted: false, bench.RecordingClient, new RunOptions { Key = "order-2" });

        var found = await lost.ReconcileAsync().Soonish();

        Assert.Equal(ReconcileOutcome.Unknown, found.Outcome);
        Assert.Contains("another job with this input", found.Reason, StringComparison.Ordinal);
    }
}
