using SchemaSdk.Tests.Prices;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests that before a job is sent, a ledger gets the price that a budget or a limit needs, and can refuse the job.</summary>
public class LedgerBudgetTests
{
    private static readonly JsonElement Input = JsonSerializer.Deserialize<JsonElement>("""{"duration":3}""");

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 1)]
    public async Task The_sending_entry_contains_the_price_that_a_budget_or_a_limit_needed(bool hasBudget, int? limit)
    {
        var (stage, ledger) = Begin(Priced.PerSecond, hasBudget);
        using var end = stage;
        LedgerEntry? sending = null;
        ledger.Before = entry => sending = entry.State == LedgerState.Sending ? entry : sending;

        await Soon.Async(stage.Client.RunAsync(Priced.Video, Input, Shelf.Keyed with { MaxPriceUsd = limit }));

        Assert.Equal(0.3m, sending!.PriceUsd);
    }

    [Fact]
    public async Task A_job_without_a_known_price_is_refused_before_it_is_sent()
    {
        var (stage, _) = Begin(Priced.Entry("null"));
        using var end = stage;

        var error = await Soon.Throws<ModelBudgetException>(stage.Client.RunAsync(Priced.Video, Input, Shelf.Keyed));

        Assert.Equal(("order-7", null, 0), (error.Key, error.EstimateUsd, stage.Script.Submit.Count));
        Assert.Contains("because a budget in the ledger needs a known price", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Without a limit, the price of a run is not checked.", error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Refused, (await ((JobLedger)stage.Options.Ledger!).FindAsync("order-7"))!.State);
    }

    [Theory]
    [InlineData(false, LedgerState.Refused)]
    [InlineData(true, LedgerState.Intended)]
    public async Task A_job_that_exceeds_the_budget_of_the_ledger_is_not_sent_and_the_error_says_so(
        bool isQueued, LedgerState after)
    {
        var (stage, ledger) = Begin(Priced.PerSecond);
        using var end = stage;
        if (isQueued)
        {
            await ledger.BeginAsync(ledger.IntentOf("order-7", Priced.Video, """{"duration":3}"""u8.ToArray()));
        }

        ledger.Before = entry => _ = entry.State == LedgerState.Sending
            ? throw new ModelBudgetException("Nothing is left.") { ModelId = Priced.Video }
            : 0;
        var error = await Soon.Throws<ModelBudgetException>(stage.Client.RunAsync(Priced.Video, Input, Shelf.Keyed));

        Assert.Equal(("Nothing is left.", "order-7", 0), (error.Message, error.Key, stage.Script.Submit.Count));
        Assert.Equal(after, (await ledger.FindAsync("order-7"))!.State);
    }

    [Fact]
    public async Task A_job_without_a_known_price_stays_enqueued_if_another_caller_enqueued_it_meanwhile()
    {
        using var stage = Priced.Stage(Priced.Entry("null"));
        var table = new SharedTable(stage.Time);
        var ledger = new SharedLedger(table, "here") { HasBudget = true };
        stage.Options.Ledger = ledger;
        ledger.Before = entry =>
        {
            if (entry.State == LedgerState.Refused)
            {
                ledger.Before = null;
                table.Change(entry.Key, last => last with { IsQueued = true });
            }
        };

        await Soon.Throws<ModelBudgetException>(stage.Client.RunAsync(Priced.Video, Input, Shelf.Keyed));

        Assert.Equal((LedgerState.Intended, true), (table["order-7"].State, table["order-7"].IsQueued));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task The_budget_of_a_client_is_enforced_either_by_its_ledger_or_by_the_client(bool isKept, int sent)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 0.5m);
        var ledger = new SharedLedger(new SharedTable(stage.Time), "here") { HasBudget = isKept };
        stage.Options.Ledger = ledger;
        var budgets = new HashSet<decimal?>();
        ledger.Before = entry => budgets.Add(entry.Attempt?.BudgetUsd);

        for (var at = 0; at < 3; at++)
        {
            await Record.ExceptionAsync(
                () => Soon.Async(stage.Client.SubmitAsync(Priced.Video, Input, new RunOptions { Key = $"order-{at}" })));
        }

        Assert.Equal(sent, stage.Script.Submit.Count);
        Assert.Equal(isKept, budgets.Contains(0.5m));
    }

    private static (Stage Stage, SharedLedger Ledger) Begin(Step entry, bool hasBudget = true)
    {
        var stage = Priced.Stage(entry);
        var ledger = new SharedLedger(new SharedTable(stage.Time), "here") { HasBudget = hasBudget };
        stage.Options.Ledger = ledger;
        return (stage, ledger);
    }
}
