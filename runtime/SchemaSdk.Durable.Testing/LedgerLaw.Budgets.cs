namespace SchemaSdk.Durable.Testing;

/// <content>Tests of budgets and costs.</content>
public abstract partial class LedgerLaw
{
    /// <summary>
    /// The prices of sent and accepted jobs count as reserved, and those of ended jobs as spent. A reported cost replaces the price. The
    /// prices of unknown jobs are added up separately. Jobs that were never accepted cost nothing.
    /// </summary>
    [Fact]
    public async Task Costs_are_added_up_by_the_state_of_their_jobs()
    {
        await PricedAsync("intended", LedgerState.Intended, 100);
        await PricedAsync("refused", LedgerState.Refused, 100);
        await PricedAsync("sending", LedgerState.Sending, 0.100000001m);
        await PricedAsync("accepted", LedgerState.Accepted, 0.2m);
        await PricedAsync("unknown", LedgerState.Unknown, 0.4m);
        await PricedAsync("ended", LedgerState.Ended, 0.8m);
        await PricedAsync("delivered", LedgerState.Delivered, 1.6m);
        await PricedAsync("of another service", LedgerState.Accepted, 3.2m, service: "other");
        var reported = await PricedAsync("reported", LedgerState.Accepted, 100);
        await Ledger.RecordAsync(reported.Next(LedgerState.Ended) with
        {
            End = new() { Outcome = JobState.Succeeded, CostUsd = 6.400000001m },
        });

        Assert.Equal(new LedgerSpending(8.800000001m, 3.500000001m, 0.4m), await Ledger.SpendingAsync(null));
        Assert.Equal(new LedgerSpending(8.800000001m, 0.300000001m, 0.4m), await (await OpenOtherAsync()).SpendingAsync("service"));
    }

    /// <summary>
    /// A job that would exceed its client's budget is not recorded as being sent. The jobs of all processes count towards the budget. If
    /// <see cref="JobLedger.KeepsBudgets"/> is false, the ledger ignores the budget.
    /// </summary>
    [Fact]
    public async Task A_ledger_that_keeps_budgets_refuses_a_job_that_exceeds_one()
    {
        var other = await OpenOtherAsync();
        var first = await PricedAsync("first", LedgerState.Intended, 0.6m);
        var second = await PricedAsync("second", LedgerState.Intended, 0.6m);
        await Ledger.RecordAsync(Sent(first));

        var error = await Record.ExceptionAsync(() => other.RecordAsync(Sent(second)).AsTask());

        Assert.Equal(Ledger.KeepsBudgets, error is ModelBudgetException);
        Assert.Equal(
            Ledger.KeepsBudgets ? LedgerState.Intended : LedgerState.Sending, (await Ledger.FindAsync("second"))?.State);
        await other.RecordAsync(Sent(await PricedAsync("third", LedgerState.Intended, 0.4m)));

        static LedgerEntry Sent(LedgerEntry intent)
        {
            var sending = intent.Next(LedgerState.Sending);
            return sending with { Attempt = sending.Attempt! with { BudgetUsd = 1 } };
        }
    }

    private Task<LedgerEntry> PricedAsync(string key, LedgerState state, decimal price, string service = "service") =>
        Ledger.UpToAsync(Draft.Intent(key) with { PriceUsd = price, Service = service }, state);
}
