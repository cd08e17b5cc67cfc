namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <summary>Facts that hold for every ledger, whatever it keeps its jobs in.</summary>
public abstract partial class LedgerFacts : IAsyncLifetime
{
    public static TheoryData<LedgerState> States => [.. Enum.GetValues<LedgerState>()];

    protected JobLedger Ledger { get; private set; } = null!;

    protected abstract Task<JobLedger> OpenAsync();

    public async Task InitializeAsync() => Ledger = await OpenAsync();

    public virtual async Task DisposeAsync() => await ((IAsyncDisposable)Ledger).DisposeAsync();

    [Fact]
    public async Task A_job_is_found_with_all_that_was_put_down()
    {
        var accepted = await Ledger.UpToAsync("a", LedgerState.Accepted);
        var ended = accepted.Next(LedgerState.Ended) with
        {
            SentAt = Desk.Now,
            CostUsd = 0.25m,
            PriceUsd = 0.3m,
            Files = ["/data/a file.mp4", "b.png"],
            FilesError = "2 of 3 files are there.",
            Result = "{\"status\":\"succeeded\"}"u8.ToArray(),
        };

        await Ledger.RecordAsync(ended);

        var found = await Ledger.FindAsync("a");
        Assert.Equal("{\"prompt\":\"a cat\"}", found!.Input.Text());
        Assert.Equal("{\"status\":\"succeeded\"}", found.Result.Text());
        Assert.Equal(ended.Files, found.Files);
        Assert.Equal(Bare(ended), Bare(found));
        Assert.Null(await Ledger.FindAsync("b"));
    }

    [Fact]
    public async Task A_job_that_is_to_be_submitted_again_takes_the_input_that_is_given_with_that()
    {
        var begun = Desk.Intent("a", input: "");
        await Ledger.BeginAsync(begun);
        var refused = await Ledger.NextAsync(begun, LedgerState.Refused);

        await Ledger.RecordAsync(refused.Next(LedgerState.Intended) with { IsQueued = true, Input = "{}"u8.ToArray() });
        var claimed = Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 10));
        await Ledger.NextAsync(claimed, LedgerState.Refused);
        await Ledger.NextAsync((await Ledger.FindAsync("a"))!, LedgerState.Intended);

        Assert.Equal(("{}", "{}"), (claimed.Input.Text(), (await Ledger.FindAsync("a"))!.Input.Text()));
    }

    [Fact]
    public async Task A_refusal_is_kept_with_its_reason_until_the_job_goes_on()
    {
        var sending = await Ledger.UpToAsync("a", LedgerState.Sending);
        await Ledger.RecordAsync(Ledger.RefusedLine(sending, new ModelBudgetException("Too little\nis left.")));
        var refused = (await Ledger.FindAsync("a"))!;

        await Ledger.NextAsync(refused, LedgerState.Intended);

        var again = (await Ledger.FindAsync("a"))!;
        Assert.Equal(
            (LedgerState.Refused, LedgerRefusal.Budget, "Too little is left."), (refused.State, refused.Refusal, refused.RefusalReason));
        Assert.Equal((LedgerState.Intended, null, null), (again.State, again.Refusal, again.RefusalReason));
    }

    [Fact]
    public async Task The_id_of_an_attempt_is_found_while_it_is_sent_and_not_afterwards()
    {
        var intent = Desk.Intent("a");
        await Ledger.BeginAsync(intent);
        var sending = intent.Next(LedgerState.Sending) with { AttemptId = Guid.NewGuid() };
        await Ledger.RecordAsync(sending);
        var sent = (await Ledger.FindAsync("a"))!;

        var intended = await Ledger.NextAsync(sent, LedgerState.Intended);
        var between = (await Ledger.FindAsync("a"))!;
        var again = intended.Next(LedgerState.Sending) with { AttemptId = Guid.NewGuid() };
        await Ledger.RecordAsync(again);

        Assert.Equal((sending.AttemptId, null), (sent.AttemptId, between.AttemptId));
        Assert.Equal(again.AttemptId, (await Ledger.FindAsync("a"))!.AttemptId);
        Assert.NotEqual(sending.AttemptId, again.AttemptId);
    }

    [Fact]
    public async Task A_key_is_begun_once()
    {
        Assert.Null(await Ledger.BeginAsync(Desk.Intent("a")));

        var known = await Ledger.BeginAsync(Desk.Intent("a", input: "{}"));

        Assert.Equal("{\"prompt\":\"a cat\"}", known!.Input.Text());
        Assert.Single(await Ledger.AllAsync());
    }

    [Fact]
    public async Task Of_many_who_begin_a_key_at_once_one_does()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ledger.BeginAsync(Desk.Intent("a")).AsTask()));

        Assert.Single(begun, entry => entry is null);
    }

    [Fact]
    public async Task Of_many_who_put_down_the_same_line_one_does_and_the_others_hear_of_a_conflict()
    {
        var intent = Desk.Intent("a");
        await Ledger.BeginAsync(intent);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var error = await Record.ExceptionAsync(() => Ledger.NextAsync(intent, LedgerState.Sending));
            return error is null ? (bool?)null : Assert.IsType<ModelLedgerException>(error).IsConflict;
        }));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(19, outcomes.Count(outcome => outcome == true));
    }

    [Fact]
    public async Task A_line_of_a_job_that_was_never_begun_is_refused()
    {
        await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.NextAsync(Desk.Intent("b"), LedgerState.Sending));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Only_the_states_that_may_come_next_are_put_down(LedgerState state)
    {
        foreach (var next in Enum.GetValues<LedgerState>())
        {
            var last = await Ledger.UpToAsync($"{state}-{next}", state);

            var error = await Record.ExceptionAsync(() => Ledger.NextAsync(last, next, $"req-{last.Key}"));

            Assert.True(error is null or ModelLedgerException, $"{error}");
            Assert.True(error is null == last.MayBecome(next), $"{state} to {next}: {error?.Message}");
        }
    }

    [Theory]
    [InlineData(LedgerState.Accepted, LedgerState.Ended)]
    [InlineData(LedgerState.Ended, LedgerState.Ended)]
    [InlineData(LedgerState.Ended, LedgerState.Delivered)]
    public async Task A_line_with_another_id_than_that_of_an_accepted_job_is_that_of_another_job(LedgerState state, LedgerState next)
    {
        var last = await Ledger.UpToAsync("a", state);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.NextAsync(last, next, "req-b"));

        var known = (await Ledger.FindAsync("a"))!;
        Assert.Equal((true, state, "req-a"), (error.IsConflict, known.State, known.RequestId));
    }

    [Fact]
    public async Task Jobs_are_listed_in_the_order_in_which_they_were_begun_without_inputs_and_results()
    {
        for (var at = 0; at < 12; at++)
        {
            await Ledger.BeginAsync(Desk.Intent($"k{100 - at}"));
        }

        var all = await Ledger.AllAsync();

        Assert.Equal(Enumerable.Range(0, 12).Select(at => $"k{100 - at}"), all.Select(entry => entry.Key));
        Assert.All(all, entry => Assert.True(entry.Input.IsEmpty));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("half a pair \ud83d", 1)]
    [InlineData("a\u0000", 1)]
    [InlineData("a", 5)]
    public async Task An_entry_that_could_not_be_read_again_is_refused(string key, int version)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.BeginAsync(Desk.Intent(key) with { Version = version }).AsTask());

        Assert.Null(await Ledger.BeginAsync(Desk.Intent("a")));
    }

    [Fact]
    public async Task What_is_unknown_is_settled_by_an_id_and_by_its_absence()
    {
        await Ledger.UpToAsync("a", LedgerState.Unknown);
        await Ledger.UpToAsync("b", LedgerState.Unknown);

        await Ledger.SettleAsync("a", "req-1", "ada");
        await Ledger.SettleAsync("b", null, "ada");

        var (a, b) = (await Ledger.FindAsync("a"), await Ledger.FindAsync("b"));
        Assert.Equal((LedgerState.Accepted, "req-1", "ada"), (a!.State, a.RequestId, a.SettledBy));
        Assert.Equal((LedgerState.Refused, null, "ada"), (b!.State, b.RequestId, b.SettledBy));
        Assert.Equal((LedgerRefusal.Person, null), (b.Refusal, a.Refusal));
        Assert.Equal("ada said that the service did not accept it.", b.RefusalReason);
    }

    // What a ledger that is shared sets itself is left out.
    private static LedgerEntry Bare(LedgerEntry entry) =>
        entry with { Input = default, Result = default, Files = [], Owner = null, LeasedUntil = null, Epoch = 0 };
}
