namespace SchemaSdk.Durable.Testing;

/// <content>Tests of how a job's entries are recorded.</content>
public abstract partial class LedgerLaw
{
    private static readonly Dictionary<LedgerState, LedgerState[]> Table = new()
    {
        [LedgerState.Intended] = [LedgerState.Sending, LedgerState.Refused, LedgerState.Unknown],
        [LedgerState.Sending] = [LedgerState.Intended, LedgerState.Accepted, LedgerState.Refused, LedgerState.Unknown],
        [LedgerState.Accepted] = [LedgerState.Ended],
        [LedgerState.Refused] = [LedgerState.Intended, LedgerState.Sending, LedgerState.Accepted, LedgerState.Unknown],
        [LedgerState.Unknown] = [LedgerState.Accepted, LedgerState.Refused],
        [LedgerState.Ended] = [LedgerState.Ended, LedgerState.Delivered],
        [LedgerState.Delivered] = [],
    };

    /// <summary>All states.</summary>
    public static TheoryData<LedgerState> States => [.. Table.Keys];

    /// <summary>
    /// A job is found by its key, with everything that was recorded, including its input and result. Amounts are exact to a billionth of a
    /// US dollar.
    /// </summary>
    [Fact]
    public async Task A_job_is_found_with_all_that_was_recorded()
    {
        var accepted = await Ledger.UpToAsync(Draft.Intent("a") with { Customer = "ada" }, LedgerState.Accepted);
        var ended = accepted.Next(LedgerState.Ended) with
        {
            Service = "acme",
            ChangedAt = Draft.Now.AddMinutes(1),
            PriceUsd = 0.123456789m,
            Links = new("https://one.example/a", Result: null, "https://one.example/a/cancel?b=ü"),
            Attempt = new() { Number = 2, SentAt = Draft.Now.AddSeconds(-1), SentHash = "01", HasOwnToken = true },
            Settled = new() { By = "ada", At = Draft.Now.AddSeconds(1) },
            End = new()
            {
                Outcome = JobState.Failed,
                CostUsd = 0.000000001m,
                Files = ["/data/a file.mp4", "b.png"],
                FilesError = "2 of 3 files are there.",
            },
            Result = "{\"status\":\"succeeded\"}"u8.ToArray(),
        };

        await Ledger.RecordAsync(ended);

        var found = await Ledger.FindAsync("a");
        Assert.Equal(Draft.Input, found!.Input.Text());
        Assert.Equal("{\"status\":\"succeeded\"}", found.Result.Text());
        Assert.Equal(ended.End!.Files, found.End!.Files);
        Assert.Equal(Bare(ended), Bare(found));
        Assert.Null(await Ledger.FindAsync("b"));

        // Later entries need not repeat the input and the result.
        await Ledger.NextAsync(found with { Result = default }, LedgerState.Delivered);
        var delivered = (await Ledger.FindAsync("a"))!;
        Assert.Equal((found.Input.Text(), found.Result.Text()), (delivered.Input.Text(), delivered.Result.Text()));

        // If the job becomes unknown, HasOwnToken shows that the job may be in another account.
        var sending = (await Ledger.UpToAsync("own", LedgerState.Intended)).Next(LedgerState.Sending);
        await Ledger.RecordAsync(sending with { Attempt = sending.Attempt! with { HasOwnToken = true } });
        await Ledger.NextAsync((await Ledger.FindAsync("own"))!, LedgerState.Unknown);
        Assert.True((await Ledger.FindAsync("own"))!.Attempt!.HasOwnToken);
    }

    /// <summary>Inputs and results can be several MiB long and contain any bytes, because they can be encrypted.</summary>
    [Fact]
    public async Task Large_inputs_and_results_come_back_byte_for_byte()
    {
        var bytes = new byte[5 << 20];
        new Random(1).NextBytes(bytes);
        var accepted = await Ledger.UpToAsync(Draft.Intent("a") with { Input = bytes }, LedgerState.Accepted);

        await Ledger.RecordAsync(accepted.Next(LedgerState.Ended) with { Result = bytes.AsMemory(1) });

        var found = await Ledger.FindAsync("a");
        Assert.True(found!.Input.Span.SequenceEqual(bytes));
        Assert.True(found.Result.Span.SequenceEqual(bytes.AsSpan(1)));
    }

    /// <summary>
    /// The version of an entry must be one more than the version of the job's last entry. Any other entry is rejected as a conflict.
    /// </summary>
    [Fact]
    public async Task An_entry_has_the_next_version()
    {
        var intent = Draft.Intent("a");
        await Ledger.BeginAsync(intent);
        var sending = await Ledger.NextAsync(intent, LedgerState.Sending);

        foreach (var version in (int[])[2, 4, int.MaxValue])
        {
            var entry = sending.Next(LedgerState.Refused) with { Version = version };
            Assert.True((await RefusedAsync(() => Ledger.RecordAsync(entry).AsTask())).IsConflict);
        }

        Assert.Equal((2, LedgerState.Sending), await Ledger.FindAsync("a") is { } found ? (found.Version, found.State) : default);
    }

    /// <summary>
    /// If many callers record the same next entry, exactly one succeeds. The others get a conflict, so only one caller sends the job.
    /// </summary>
    [Fact]
    public async Task Of_many_callers_that_record_the_same_entry_one_succeeds()
    {
        var other = await OpenOtherAsync();
        var intent = Draft.Intent("a");
        await Ledger.BeginAsync(intent);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async at =>
        {
            var error = await Record.ExceptionAsync(() => (at % 2 == 0 ? Ledger : other).NextAsync(intent, LedgerState.Sending));
            return error is null || !Assert.IsType<ModelLedgerException>(error).IsConflict;
        }));

        Assert.Single(outcomes, isFirst => isFirst);
    }

    /// <summary>A later entry of a job is rejected if the job's first entry was never recorded.</summary>
    [Fact]
    public async Task An_entry_of_a_job_that_was_never_begun_is_refused()
    {
        await RefusedAsync(() => Ledger.NextAsync(Draft.Intent("b"), LedgerState.Sending));

        Assert.Null(await Ledger.FindAsync("b"));
    }

    /// <summary>
    /// Each allowed change of state is recorded. Any other entry is rejected and changes nothing, so no accepted job is sent again.
    /// </summary>
    [Theory]
    [MemberData(nameof(States))]
    public async Task Only_transitions_of_the_table_are_recorded(LedgerState state)
    {
        foreach (var next in Table.Keys)
        {
            var last = await Ledger.UpToAsync($"{state}-{next}", state);

            var error = await Record.ExceptionAsync(() => Ledger.NextAsync(last, next, $"req-{last.Key}"));

            var isAllowed = Table[state].Contains(next);
            var found = await Ledger.FindAsync(last.Key);
            Assert.True(error is null == isAllowed, $"{state} to {next}: {error?.Message ?? "it was recorded."}");
            Assert.True(error is null or ModelLedgerException, $"{error}");
            Assert.Equal(isAllowed ? (last.Version + 1, next) : (last.Version, state), (found!.Version, found.State));
        }
    }

    /// <summary>
    /// An accepted job keeps its request id. An entry with another id is rejected: it belongs to a removed job that had the same key.
    /// </summary>
    [Theory]
    [InlineData(LedgerState.Accepted, LedgerState.Ended)]
    [InlineData(LedgerState.Ended, LedgerState.Ended)]
    [InlineData(LedgerState.Ended, LedgerState.Delivered)]
    public async Task An_accepted_job_keeps_its_id(LedgerState state, LedgerState next)
    {
        var last = await Ledger.UpToAsync("a", state);

        var error = await RefusedAsync(() => Ledger.NextAsync(last, next, "req-b"));

        var known = (await Ledger.FindAsync("a"))!;
        Assert.Equal((true, state, "req-a"), (error.IsConflict, known.State, known.RequestId));
    }

    /// <summary>
    /// A job cannot become accepted with the request id of another job of the same service, but can become unknown with that id. Jobs of
    /// two services may have the same request id. Ids that differ only in case are different ids.
    /// </summary>
    [Fact]
    public async Task An_id_of_a_service_belongs_to_one_job()
    {
        await Ledger.UpToAsync(Draft.Intent("a") with { Service = "one" }, LedgerState.Accepted);
        var second = await Ledger.UpToAsync(Draft.Intent("b") with { Service = "one" }, LedgerState.Sending);
        var elsewhere = await Ledger.UpToAsync(Draft.Intent("c") with { Service = "two" }, LedgerState.Sending);
        var upper = await Ledger.UpToAsync(Draft.Intent("d") with { Service = "one" }, LedgerState.Sending);

        await RefusedAsync(() => Ledger.NextAsync(second, LedgerState.Accepted, "req-a"));

        await Ledger.NextAsync(second, LedgerState.Unknown, "req-a");
        await Ledger.NextAsync(elsewhere, LedgerState.Accepted, "req-a");
        await Ledger.NextAsync(upper, LedgerState.Accepted, "req-A");
    }

    /// <summary>
    /// A job that is submitted again gets the new input, even if its first entry had none. Later entries need not repeat the input.
    /// </summary>
    [Fact]
    public async Task A_job_that_is_submitted_again_gets_the_new_input()
    {
        var refused = await Ledger.UpToAsync(Draft.Intent("a") with { Input = default }, LedgerState.Refused);

        await Ledger.RecordAsync(refused.Next(LedgerState.Intended) with { IsQueued = true, Input = "{}"u8.ToArray() });

        var claimed = Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 10));
        await Ledger.NextAsync(claimed, LedgerState.Refused);
        await Ledger.NextAsync((await Ledger.FindAsync("a"))!, LedgerState.Intended);
        Assert.Equal(("{}", "{}"), (claimed.Input.Text(), (await Ledger.FindAsync("a"))!.Input.Text()));
    }

    /// <summary>The reason for a refusal is removed from a job that is to be submitted again.</summary>
    [Fact]
    public async Task A_refusal_keeps_its_reason_until_the_job_goes_on()
    {
        var sending = await Ledger.UpToAsync("a", LedgerState.Sending);
        await Ledger.RecordAsync(sending.Next(Ledger.RefusalOf(new ModelBudgetException("Too little\nis left.")), sending.ChangedAt));
        var refused = (await Ledger.FindAsync("a"))!;

        await Ledger.NextAsync(refused, LedgerState.Intended);

        var again = (await Ledger.FindAsync("a"))!;
        var budget = new LedgerRefused { By = LedgerRefusal.Budget, Reason = "Too little is left." };
        Assert.Equal((LedgerState.Refused, budget), (refused.State, refused.Refused));
        Assert.Equal((LedgerState.Intended, null), (again.State, again.Refused));
    }

    /// <summary>
    /// While a job is being sent, its entry has the id of the attempt. If the store fails during a call, the id later shows whether the
    /// entry in the ledger is from that call.
    /// </summary>
    [Fact]
    public async Task An_attempt_has_an_id_while_it_is_being_sent()
    {
        var intent = Draft.Intent("a");
        await Ledger.BeginAsync(intent);
        var sending = Attempt(intent);
        await Ledger.RecordAsync(sending);
        var sent = (await Ledger.FindAsync("a"))!;

        await Ledger.NextAsync(sent, LedgerState.Intended);
        var between = (await Ledger.FindAsync("a"))!;
        var again = Attempt(between);
        await Ledger.RecordAsync(again);

        Assert.Equal((sending.Attempt?.Id, null), (sent.Attempt?.Id, between.Attempt?.Id));
        Assert.Equal(again.Attempt?.Id, (await Ledger.FindAsync("a"))!.Attempt?.Id);
    }

    // Leaves out the lease, because the ledger sets it, and the values that record equality compares by reference.
    private static LedgerEntry Bare(LedgerEntry entry) =>
        entry with { Input = default, Result = default, Lease = new(), End = entry.End! with { Files = [] } };

    private static LedgerEntry Attempt(LedgerEntry last) => last.Next(LedgerFact.Sending(Guid.NewGuid()), last.ChangedAt);
}
