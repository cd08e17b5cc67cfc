namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <content>The jobs that are found by id or state, and counted.</content>
public abstract partial class LedgerFacts
{
    [Fact]
    public async Task A_job_is_found_by_its_id()
    {
        await Ledger.UpToAsync("a", LedgerState.Accepted);

        Assert.Equal("a", (await Ledger.FindByRequestAsync("req-a"))!.Key);
        Assert.Null(await Ledger.FindByRequestAsync("req-b"));
    }

    [Fact]
    public async Task A_job_is_found_by_its_id_though_an_earlier_one_that_is_unknown_was_given_it_as_well()
    {
        var unknown = await Ledger.UpToAsync("a", LedgerState.Sending);
        await Ledger.UpToAsync("b", LedgerState.Accepted);
        await Ledger.NextAsync(unknown, LedgerState.Unknown, "req-b");
        await Ledger.NextAsync(await Ledger.UpToAsync("c", LedgerState.Sending), LedgerState.Unknown, "req-c");

        Assert.Equal("b", (await Ledger.FindByRequestAsync("req-b"))!.Key);
        Assert.Equal("c", (await Ledger.FindByRequestAsync("req-c"))!.Key);
    }

    [Fact]
    public async Task Jobs_in_one_state_are_listed_in_the_order_in_which_they_were_begun()
    {
        await Ledger.UpToAsync("b", LedgerState.Unknown);
        await Ledger.UpToAsync("c", LedgerState.Accepted);
        await Ledger.UpToAsync("a", LedgerState.Unknown);
        var keys = new List<string>();

        await foreach (var entry in Ledger.ListInStateAsync(LedgerState.Unknown))
        {
            Assert.Equal((LedgerState.Unknown, 0), (entry.State, entry.Input.Length));
            keys.Add(entry.Key);
        }

        Assert.Equal(["b", "a"], keys);
    }

    [Fact]
    public async Task Jobs_are_counted_by_what_is_to_be_done()
    {
        await Ledger.UpToAsync("a", LedgerState.Accepted);
        await Ledger.UpToAsync("b", LedgerState.Unknown);
        await Ledger.UpToAsync("c", LedgerState.Ended);
        await Ledger.UpToAsync("d", LedgerState.Delivered);
        await Ledger.UpToAsync("e", LedgerState.Refused);
        await Ledger.UpToAsync("f", LedgerState.Sending);
        await Ledger.UpToAsync("g", LedgerState.Intended);

        var summary = await Ledger.SummarizeAsync();

        Assert.Equal(
            new LedgerSummary { Intended = 1, Sending = 1, Accepted = 1, Unknown = 1, Ended = 1, OldestOpenAt = Desk.Now }, summary);
    }
}
