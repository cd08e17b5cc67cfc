namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class BudgetTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task Eight_ledgers_together_do_not_exceed_a_budget_that_half_of_them_get_from_their_clients()
    {
        var budget = new LedgerBudget { LimitUsd = 5m, Window = BudgetWindow.Always };
        var ledgers = Enumerable.Range(0, 8).Select(at => at % 2 == 0 ? Open(budget) : Open()).ToList();
        var entries = Enumerable.Range(0, 80).Select(at => Entries.Intent($"k{at}") with { PriceUsd = 0.25m }).ToList();
        await Task.WhenAll(entries.Select(entry => ledgers[0].BeginAsync(entry).AsTask()));

        var sent = await Task.WhenAll(entries.Select(
            (entry, at) => IsSentAsync(ledgers[at % 8], entry, budgetUsd: at % 2 == 0 ? null : budget.LimitUsd)));

        Assert.Equal(20, sent.Count(isSent => isSent));
        Assert.Equal((20, 60), await ledgers[0].SummarizeAsync() is var jobs ? (jobs.Sending, jobs.Intended) : default);
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_beyond_the_budget_stays_unchanged_and_the_error_says_what_is_left()
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, ModelId = "acme/still" });
        Assert.True(ledger.NeedsPrices);
        await SendAsync(ledger, "a", 0.75m);
        await ledger.BeginAsync(Entries.Intent("b") with { PriceUsd = 0.5m });

        var error = await Assert.ThrowsAsync<ModelBudgetException>(
            () => ledger.NextAsync(Entries.Intent("b") with { PriceUsd = 0.5m }, LedgerState.Sending));

        Assert.Equal((0.5m, 0.25m, "b"), (error.EstimateUsd, error.LimitUsd, error.Key));
        Assert.Equal((LedgerState.Intended, 1), ((await ledger.FindAsync("b"))!.State, (await ledger.FindAsync("b"))!.Version));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_reported_cost_replaces_the_price_and_a_refused_job_costs_nothing()
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, Window = BudgetWindow.Last(TimeSpan.FromHours(1)) });
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

        await ledger.BeginAsync(Entries.Intent("b", "acme/other"));
        var unpriced = await Assert.ThrowsAsync<ModelBudgetException>(
            () => ledger.NextAsync(Entries.Intent("b", "acme/other"), LedgerState.Sending));
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
    public async Task A_job_recorded_without_a_service_counts_for_the_service_it_is_sent_to()
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, Service = "here" });
        var intent = Entries.Intent("a") with { PriceUsd = 1m };
        await ledger.BeginAsync(intent);

        await ledger.NextAsync(intent with { Service = "here" }, LedgerState.Sending);

        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 0.5m));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_sent_before_the_window_counts_only_in_a_budget_for_all_time(bool isForAllTime)
    {
        var window = isForAllTime ? BudgetWindow.Always : BudgetWindow.Last(TimeSpan.FromSeconds(59));
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, Window = window });
        await SendAsync(ledger, "a", 0.6m);
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 0.6m));

        await MoveAsync("a", minutes: isForAllTime ? 60 * 24 * 366 * 10 : 1);

        Assert.Equal(!isForAllTime, await IsSentAsync(ledger, Entries.Intent("b") with { PriceUsd = 0.6m }));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    public async Task A_calendar_window_begins_at_its_first_moment_in_UTC(string unit)
    {
        var window = unit switch
        {
            "day" => BudgetWindow.Day,
            "week" => BudgetWindow.Week,
            _ => BudgetWindow.Month,
        };
        var first = $"date_trunc('{unit}', now(), 'UTC')";

        // In this session's time zone, a day begins at a different moment than in UTC.
        await using var ledger = new PostgreSqlJobLedger(
            $"{Database};Timezone=Asia/Kolkata", new() { Budgets = [new() { LimitUsd = 1m, Window = window }] });
        await SendAsync(ledger, "a", 0.6m);
        var next = Entries.Intent("b") with { PriceUsd = 0.6m };
        await ledger.BeginAsync(next);

        var began = await RunAsync($"update schemasdk.jobs set reserved_at = {first} where key = 'a' returning reserved_at");
        var isCounted = !await IsSentAsync(ledger, next);

        // The budget may leave out the first job only if the next day, week or month has just begun.
        Assert.True(isCounted || !Equals(began, await RunAsync($"select {first}")));
        await RunAsync($"update schemasdk.jobs set reserved_at = {first} - interval '1 second' where key = 'a'");
        Assert.True(!isCounted || await IsSentAsync(ledger, next));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_budget_for_all_time_adds_delivered_jobs_to_a_sum()
    {
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, Window = BudgetWindow.Always, Service = "here" });
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
        await using var ledger = Open(new LedgerBudget { LimitUsd = 1m, Window = BudgetWindow.Last(TimeSpan.FromHours(1)) });
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
        await using var other = Open();
        await SendAsync(ledger, "first", 0m);
        var stale = Entries.Queued("stale") with { PriceUsd = 1m };
        var fresh = Entries.Queued("fresh") with { PriceUsd = 1m };
        await ledger.BeginAsync(stale);
        var theirs = Assert.Single(await other.ClaimAsync(LedgerWork.Submit, 1));
        if (!isClaimed)
        {
            await other.NextAsync(theirs with { PriceUsd = 0m }, LedgerState.Sending);
        }

        await ledger.BeginAsync(fresh);
        await using var transaction = await BeginAsync("select from schemasdk.budgets for update");
        var before = SendAsync(ledger, "before", 0m);
        await Until.TrueAsync(async () => await RunAsync("select exists (select from pg_locks where not granted)") is true);
        var lines = (Task[])[ledger.NextAsync(stale, LedgerState.Sending), ledger.NextAsync(fresh, LedgerState.Sending)];
        await transaction.CommitAsync();

        await Task.WhenAll(before, lines[1]);
        Assert.True((await Assert.ThrowsAsync<ModelLedgerException>(() => lines[0])).IsConflict);
        Assert.Equal(LedgerState.Sending, (await ledger.FindAsync("fresh"))!.State);
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
        var intent = Entries.Intent(key) with { PriceUsd = price, Service = "here", Customer = customer };
        await ledger.BeginAsync(intent);
        return await ledger.NextAsync(intent, LedgerState.Sending);
    }

    private static async Task<bool> IsSentAsync(PostgreSqlJobLedger ledger, LedgerEntry entry, decimal? budgetUsd = null)
    {
        try
        {
            await ledger.RecordAsync(entry.Next(LedgerFact.Sending(Guid.NewGuid(), budgetUsd), Entries.Now));
            return true;
        }
        catch (ModelBudgetException)
        {
            return false;
        }
    }
}
