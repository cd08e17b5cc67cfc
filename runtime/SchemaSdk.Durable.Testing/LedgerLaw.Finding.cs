namespace SchemaSdk.Durable.Testing;

/// <content>Tests of finding, counting and settling jobs.</content>
public abstract partial class LedgerLaw
{
    /// <summary>A job is found by its request id, for example when the service calls back.</summary>
    [Fact]
    public async Task A_job_is_found_by_its_id_at_the_service()
    {
        await Ledger.UpToAsync("a", LedgerState.Accepted);
        await Ledger.UpToAsync("b", LedgerState.Delivered);

        Assert.Equal("a", (await Ledger.FindByRequestAsync("req-a"))!.Key);
        Assert.Equal("b", (await Ledger.FindByRequestAsync("req-b"))!.Key);
        Assert.Null(await Ledger.FindByRequestAsync("req-A"));
    }

    /// <summary>If an accepted job and an unknown job have the same request id, the accepted job is found.</summary>
    [Fact]
    public async Task An_unknown_job_is_found_by_its_id_unless_another_job_has_that_id()
    {
        var unknown = await Ledger.UpToAsync("a", LedgerState.Sending);
        await Ledger.UpToAsync("b", LedgerState.Accepted);

        await Ledger.NextAsync(unknown, LedgerState.Unknown, "req-b");
        await Ledger.NextAsync(await Ledger.UpToAsync("c", LedgerState.Sending), LedgerState.Unknown, "req-c");

        Assert.Equal("b", (await Ledger.FindByRequestAsync("req-b"))!.Key);
        Assert.Equal("c", (await Ledger.FindByRequestAsync("req-c"))!.Key);
    }

    /// <summary>Jobs are listed in the order in which they were recorded. Their inputs and results are omitted.</summary>
    [Fact]
    public async Task Jobs_are_listed_in_the_order_in_which_they_were_begun()
    {
        string[] keys = [.. Enumerable.Range(0, 12).Select(at => $"k{100 - at}")];
        foreach (var key in keys)
        {
            await Ledger.UpToAsync(key, key.EndsWith('5') ? LedgerState.Ended : LedgerState.Intended);
        }

        var all = await Ledger.ListAsync().AllAsync();

        Assert.Equal(keys, all.Keys());
        Assert.All(all, entry => Assert.True(entry.Input.IsEmpty && entry.Result.IsEmpty));
    }

    /// <summary>Jobs in one state are listed in the order in which they were recorded. Their inputs and results are omitted.</summary>
    [Fact]
    public async Task Jobs_in_one_state_are_listed_in_the_same_order()
    {
        await Ledger.UpToAsync("b", LedgerState.Unknown);
        await Ledger.UpToAsync("c", LedgerState.Accepted);
        await Ledger.UpToAsync("a", LedgerState.Unknown);

        var unknown = await Ledger.ListInStateAsync(LedgerState.Unknown).AllAsync();

        Assert.Equal(["b", "a"], unknown.Keys());
        Assert.All(unknown, entry => Assert.Equal((LedgerState.Unknown, 0), (entry.State, entry.Input.Length)));
    }

    /// <summary>
    /// A summary counts the jobs that are open or undelivered. It also has the time of the last step of an open job. If several jobs
    /// are open, it has the earliest of these times.
    /// </summary>
    [Fact]
    public async Task A_summary_counts_the_jobs_by_the_work_that_remains()
    {
        foreach (var state in Table.Keys)
        {
            await Ledger.UpToAsync($"{state}", state);
        }

        await Ledger.BeginAsync(Draft.Intent("later") with { ChangedAt = Draft.Now.AddHours(1) });

        Assert.Equal(
            new LedgerSummary { Intended = 2, Sending = 1, Accepted = 1, Unknown = 1, Ended = 1, OldestOpenAt = Draft.Now },
            await Ledger.SummarizeAsync());
    }

    /// <summary>
    /// A person settles an unknown job by saying whether the service accepted it. With a request id, the job becomes accepted; without one,
    /// refused. The person's name is recorded.
    /// </summary>
    [Fact]
    public async Task An_unknown_job_is_settled_with_its_id_or_without_one()
    {
        await Ledger.UpToAsync("a", LedgerState.Unknown);
        await Ledger.UpToAsync("b", LedgerState.Unknown);

        await Ledger.SettleAsync("a", "req-1", "ada");
        await Ledger.SettleAsync("b", null, "ada");

        var (a, b) = (await Ledger.FindAsync("a"), await Ledger.FindAsync("b"));
        Assert.Equal((LedgerState.Accepted, "req-1", "ada", null), (a!.State, a.RequestId, a.Settled?.By, a.Refused?.By));
        Assert.Equal((LedgerState.Refused, null, "ada", LedgerRefusal.Person), (b!.State, b.RequestId, b.Settled?.By, b.Refused?.By));
    }

    /// <summary>Only an unknown job can be settled. It cannot get the request id of another job.</summary>
    [Fact]
    public async Task Only_an_unknown_job_is_settled()
    {
        await Ledger.UpToAsync("a", LedgerState.Accepted);
        await Ledger.UpToAsync("b", LedgerState.Unknown);

        await RefusedAsync(() => Ledger.SettleAsync("a", null, "ada").AsTask());
        await RefusedAsync(() => Ledger.SettleAsync("b", "req-a", "ada").AsTask());

        Assert.Equal(LedgerState.Accepted, (await Ledger.FindAsync("a"))!.State);
        Assert.Equal(LedgerState.Unknown, (await Ledger.FindAsync("b"))!.State);
    }

    /// <summary>The state of a job can be read without its input and result. A key without a job has no state.</summary>
    [Fact]
    public async Task The_state_of_a_job_is_found_by_its_key()
    {
        var states = Enum.GetValues<LedgerState>();
        foreach (var state in states)
        {
            await Ledger.UpToAsync($"{state}", state);
        }

        var other = await OpenOtherAsync();
        foreach (var state in states)
        {
            Assert.Equal(state, await other.StateOfAsync($"{state}"));
        }

        Assert.Null(await other.StateOfAsync("new"));
    }
}
