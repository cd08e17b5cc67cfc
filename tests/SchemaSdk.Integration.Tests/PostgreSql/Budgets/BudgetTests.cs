namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class BudgetTests : DatabaseTest
{
    private static readonly LedgerBudget ForAllTime = new() { LimitUsd = 1m, Window = BudgetWindow.Always };
    private static readonly LedgerBudget ForAnHour = new() { LimitUsd = 1m, Window = BudgetWindow.Last(TimeSpan.FromHours(1)) };
    private static readonly LedgerBudget ForAHundredYears = new() { LimitUsd = 1m, Window = BudgetWindow.Last(TimeSpan.FromDays(36_500)) };

    [FactWith(Server.PostgreSql)]
    public async Task Eight_ledgers_together_do_not_exceed_a_budget_that_half_of_them_get_from_their_clients()
    {
        var budget = new LedgerBudget { LimitUsd = 5m, Window = BudgetWindow.Always };
        var ledgers = Enumerable.Range(0, 8).Select(at => at % 2 == 0 ? Open(budget) : Open()).ToList();
        var entries = Enumerable.Range(0, 80).Select(at => Draft.Intent($"k{at}") with { PriceUsd = 0.25m }).ToList();
        await Task.WhenAll(entries.Select(entry => ledgers[0].BeginAsync(entry).AsTask()));

        var errors = await Task.WhenAll(entries.Select((entry, at) => Record.ExceptionAsync(() => ledgers[at % 8].RecordAsync(
            entry.Next(LedgerFact.Sending(Guid.NewGuid(), at % 2 == 0 ? null : budget.LimitUsd), Draft.Now)).AsTask())));

        Assert.Equal(20, errors.Count(error => error is null));
        Assert.All(errors, error => Assert.True(error is null or ModelBudgetException, $"{error}"));
        Assert.Equal((20, 60), await ledgers[0].SummarizeAsync() is var jobs ? (jobs.Sending, jobs.Intended) : default);
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_reported_cost_replaces_the_price_and_a_refused_job_costs_nothing()
    {
        await using var ledger = Open(ForAnHour);
        var a = await SendAsync(ledger, "a", 1m);
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 0.5m));

        var accepted = await ledger.NextAsync(a, LedgerState.Accepted, "req");
        var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0.4m };
        await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
        var c = await SendAsync(ledger, "c", 0.6m);
        await ledger.NextAsync(c, LedgerState.Refused);

        await SendAsync(ledger, "d", 0.6m);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Jobs_of_other_models_and_services_do_not_count()
    {
        await using var ledger = Open(
            new LedgerBudget { LimitUsd = 1m, ModelId = "acme/other" }, new LedgerBudget { LimitUsd = 1m, Service = "elsewhere" });

        await SendAsync(ledger, "a", 5m);

        await ledger.BeginAsync(Draft.Intent("b", "acme/other"));
        var unpriced = await Assert.ThrowsAsync<ModelBudgetException>(
            () => ledger.NextAsync(Draft.Intent("b", "acme/other"), LedgerState.Sending));
        Assert.Contains("price is not known", unpriced.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_budget_per_customer_counts_the_jobs_of_each_customer_separately()
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, PerCustomer = true }, new LedgerBudget { LimitUsd = 2m });
        var ada = await SendAsync(ledger, "a", 0.75m, "ada");
        await SendAsync(ledger, "b", 0.75m, "bob");

        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c", 0.5m, "ada"));
        await SendAsync(ledger, "d", 0.25m, "ada");
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "e", 0.5m, customer: null));
        await SendAsync(ledger, "f", 0.25m, customer: null);

        Assert.Equal(0.25m, refused.LimitUsd);
        Assert.Contains("for all jobs of the customer ada in a day", refused.Message, StringComparison.Ordinal);
        await ledger.NextAsync(await ledger.NextAsync(ada, LedgerState.Accepted, "req"), LedgerState.Ended);
        await using var later = Open(new LedgerBudget { LimitUsd = 1.5m, Customer = "ada" });
        Assert.Equal(0.5m, (await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(later, "g", 0.6m, "ada"))).LimitUsd);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_budget_for_all_time_adds_delivered_jobs_to_a_sum()
    {
        await using var ledger = Open(ForAllTime with { Service = "here" });
        var accepted = await ledger.NextAsync(await SendAsync(ledger, "a", 0.6m), LedgerState.Accepted, "req");
        var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0.4m };
        var ended = await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
        await ledger.NextAsync(ended, LedgerState.Delivered);

        await SendAsync(ledger, "b", 0.5m);
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c", 0.2m));
        await SendAsync(ledger, "d", 0.1m);

        Assert.Equal("a 400000000", await RunAsync(
            "select string_agg(key || ' ' || nano, ';') from schemasdk.jobs join schemasdk.spent using (model) where is_summed"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_budget_for_a_window_adds_delivered_jobs_to_hourly_sums()
    {
        await using var ledger = Open(ForAnHour);
        await DeliverAsync(ledger, await SendAsync(ledger, "before", 0.6m));
        await MoveAsync("before", minutes: 61);
        await DeliverAsync(ledger, await SendAsync(ledger, "within", 0.4m));
        await MoveAsync("within", minutes: 59);

        await DeliverAsync(ledger, await SendAsync(ledger, "now", 0.5m));
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "too much", 0.2m));
        await SendAsync(ledger, "last", 0.1m);

        Assert.Equal(3L, await RunAsync("select count(*) from schemasdk.jobs where is_summed"));
        Assert.Equal(1_500_000_000m, await RunAsync("select sum(nano) from schemasdk.spent"));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_that_is_not_recorded_uses_no_budget(bool isClaimed)
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m });
        await SendAsync(ledger, "first", 0m);
        var stale = Draft.Queued("stale") with { PriceUsd = 1m };
        var fresh = Draft.Queued("fresh") with { PriceUsd = 1m };
        await ledger.BeginAsync(stale);
        var theirs = Assert.Single(await Other.ClaimAsync(LedgerWork.Submit, 1));
        if (!isClaimed)
        {
            await Other.NextAsync(theirs with { PriceUsd = 0m }, LedgerState.Sending);
        }

        await ledger.BeginAsync(fresh);
        await using var transaction = await BeginAsync("select from schemasdk.budgets for update");
        var before = SendAsync(ledger, "before", 0m);
        await Soon.Until(async () => await RunAsync("select exists (select from pg_locks where not granted)") is true);
        var lines = (Task[])[ledger.NextAsync(stale, LedgerState.Sending), ledger.NextAsync(fresh, LedgerState.Sending)];
        await transaction.CommitAsync();

        await Task.WhenAll(before, lines[1]);
        Assert.True((await Assert.ThrowsAsync<ModelLedgerException>(() => lines[0])).IsConflict);
        Assert.Equal(LedgerState.Sending, (await ledger.FindAsync("fresh"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_exceeds_the_budget_but_has_a_stale_entry_at_the_retry_is_a_conflict()
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { Budgets = [new() { LimitUsd = 1m }], Ledger = new() { TimeProvider = time } });
        await ledger.UpToAsync("first", LedgerState.Sending, price: 0m);
        await time.NextDelayAsync();   // the lease keeper's delay before its next renewal
        var intent = Draft.Intent("k") with { PriceUsd = 2m };
        await ledger.BeginAsync(intent);

        // The ledger refuses the entry, because the job would exceed the budget.
        wire.LoseAnswerTo("COMMIT\0");   // not the COMMIT in "READ COMMITTED"
        var sending = ledger.NextAsync(intent, LedgerState.Sending);
        var pause = await time.NextDelayAsync();
        await Other.NextAsync(intent, LedgerState.Sending);
        time.Advance(pause);

        Assert.True((await Assert.ThrowsAsync<ModelLedgerException>(() => sending)).IsConflict);
        Assert.Equal(1, wire.Lost);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reported_cost_of_zero_returns_nothing_to_the_budget(bool isDelivered)
    {
        await using var ledger = Open(ForAllTime, ForAnHour, ForAHundredYears);
        var accepted = await ledger.UpToAsync("a", LedgerState.Accepted, price: 0.5m);
        var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0m };
        var ended = await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
        _ = isDelivered ? await ledger.NextAsync(ended, LedgerState.Delivered) : ended;

        // The ledger would refuse the second job if it counted the price of the first job twice.
        await ledger.UpToAsync("b", LedgerState.Sending, price: 0.5m);
        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));

        Assert.Equal(0m, (await ledger.FindAsync("a"))!.End?.CostUsd);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("price_usd = 'NaN'", LedgerState.Accepted)]
    [InlineData("price_usd = 'Infinity'", LedgerState.Sending)]
    [InlineData("price_usd = 1e40, cost_usd = 0", LedgerState.Ended)]
    [InlineData("cost_usd = 'NaN', price_usd = null", LedgerState.Delivered)]
    [InlineData("cost_usd = -1e40, price_usd = 'NaN'", LedgerState.Delivered)]
    public async Task A_row_with_damaged_amounts_counts_with_the_recorded_amount(string damage, LedgerState state)
    {
        await using var ledger = Open(ForAllTime, ForAnHour);
        await ledger.UpToAsync("bad", state, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("a", LedgerState.Sending, price: 0.51m));
        await ledger.UpToAsync("b", LedgerState.Delivered, price: 0.5m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_amount_is_rounded_up_to_a_billionth()
    {
        await using var ledger = Open(ForAllTime, ForAnHour);
        await ledger.UpToAsync("long", LedgerState.Sending, price: 0.1234567890123456789012345678m);

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("b", LedgerState.Sending, price: 1m));

        Assert.Equal(0.876543210m, error.LimitUsd);
    }

    [Fact]
    public void A_window_of_more_than_a_hundred_years_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BudgetWindow.Last(TimeSpan.MaxValue));

        Assert.Contains("to 36500 days, or BudgetWindow.Always", error.Message, StringComparison.Ordinal);
        Assert.Equal("within 36500.00:00:00", BudgetWindow.Last(TimeSpan.FromDays(36_500)).ToString());
    }

    private async Task MoveAsync(string key, int minutes) => await RunAsync(
        $"update schemasdk.jobs set reserved_at = now() - interval '{minutes} minutes' where key = '{key}' and not is_summed");

    private static async Task DeliverAsync(PostgreSqlJobLedger ledger, LedgerEntry sending)
    {
        var accepted = await ledger.NextAsync(sending, LedgerState.Accepted, $"req-{sending.Key}");
        await ledger.NextAsync(await ledger.NextAsync(accepted, LedgerState.Ended), LedgerState.Delivered);
    }

    private PostgreSqlJobLedger Open(params LedgerBudget[] budgets) => new(Database, new() { Budgets = budgets });

    private static async Task<LedgerEntry> SendAsync(
        PostgreSqlJobLedger ledger, string key, decimal price, string? customer = null)
    {
        var intent = Draft.Intent(key) with { PriceUsd = price, Service = "here", Customer = customer };
        await ledger.BeginAsync(intent);
        return await ledger.NextAsync(intent, LedgerState.Sending);
    }
}
