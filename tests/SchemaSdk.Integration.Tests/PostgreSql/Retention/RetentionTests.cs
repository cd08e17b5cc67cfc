namespace SchemaSdk.Integration.Tests.PostgreSql.Retention;

public sealed class RetentionTests : DatabaseTest
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    // This clock triggers removals. The age of a job depends only on the database's clock.
    private readonly FakeTime _time = new();

    [FactWith(Server.PostgreSql)]
    public async Task A_new_database_has_its_tables_before_old_jobs_are_removed_from_it()
    {
        var ledger = Open(null, Month);

        await ledger.FindAsync("order-1");
        await ledger.DisposeAsync();   // waits for the first removal

        Assert.Null(ledger.RetentionFailure);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Inputs_and_results_of_delivered_jobs_are_removed_after_their_retention_time()
    {
        await using var ledger = Open(Month, null);
        await RecordEachStateAsync(ledger);

        await AgeAsync(Month - TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();
        Assert.Equal(Enum.GetValues<LedgerState>(), await KeptAsync(ledger));
        await AgeAsync(TimeSpan.FromMinutes(2));
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>().Except([LedgerState.Delivered]), await KeptAsync(ledger));
        Assert.Equal("req-Delivered", (await ledger.FindAsync("Delivered"))!.RequestId);
        Assert.True((await ledger.FindAsync("Delivered"))!.Result.IsEmpty);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(-3650, 3650)]
    [InlineData(3650, -3650)]
    public async Task A_wrong_clock_of_a_process_removes_no_job_too_early_or_too_late(int writersDaysAhead, int removersDaysAhead)
    {
        _time.Sleep(DateTimeOffset.UtcNow.AddDays(removersDaysAhead) - _time.GetUtcNow());
        await using var ledger = Open(Month, Month);
        await RecordEachStateAsync(ledger, at: DateTimeOffset.UtcNow.AddDays(writersDaysAhead));

        await ledger.ForgetAsync();
        Assert.Equal(Enum.GetValues<LedgerState>(), await KeptAsync(ledger));
        await AgeAsync(Month + TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>().Except([LedgerState.Refused, LedgerState.Delivered]), await KeptAsync(ledger));
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_costs_of_removed_jobs_still_count_in_budgets()
    {
        await using (var ledger = Open(null, Month))
        {
            await RecordEachStateAsync(ledger, price: 0.6m);
            await AgeAsync(2 * Month);
            await ledger.ForgetAsync();
            Assert.Null(await ledger.FindAsync("Delivered"));
        }

        foreach (var window in (BudgetWindow[])[BudgetWindow.Day, BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(3))])
        {
            // Five prices count: that of the removed job, and those of the sending, unknown, accepted and ended jobs.
            await using var ledger = new PostgreSqlJobLedger(
                Database, new() { Budgets = [new() { LimitUsd = (5 * 0.6m) + 0.1m, Window = window }] });
            var intent = Draft.Intent($"next {window}") with { PriceUsd = 0.2m };
            await ledger.BeginAsync(intent);

            var error = await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.NextAsync(intent, LedgerState.Sending));

            Assert.Equal(0.1m, error.LimitUsd);
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task Removed_jobs_without_a_cost_leave_nothing()
    {
        await using var ledger = Open(null, Month);
        await RecordEachStateAsync(ledger);
        await AgeAsync(2 * Month);

        await ledger.ForgetAsync();

        Assert.Null(await ledger.FindAsync("Delivered"));
        Assert.Equal(0L, await RunAsync("select count(*) from schemasdk.spent_by_customer full join schemasdk.spent using (model)"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Several_processes_remove_jobs_in_batches_and_count_each_job_once()
    {
        await using var first = Open(null, null);
        await first.MigrateAsync();
        await RunAsync("""
            insert into schemasdk.jobs (key, model, input_hash, queued, state, version, changed_at, put_at, attempts, price_usd,
                                        epoch, place, reserved_at, spent_nano, is_summed, begun_by, token, input)
            select 'k' || i, 'acme/still', '00', false, 6, 5, '2026-01-02', now(), 1, 0.01,
                   1, i, now(), 10000000, false, gen_random_uuid(), gen_random_uuid(), 'x'
            from generate_series(1, 3000) i
            """);
        await AgeAsync(2 * Month);
        var ledgers = Enumerable.Range(0, 4).Select(_ => Open(Month, Month)).ToList();

        await Task.WhenAll(ledgers.Select(ledger => ledger.ForgetAsync()));

        // Disposal waits for removals that the ledgers have started in the background.
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
        Assert.Equal("0|30000000000", await RunAsync(
            "select (select count(*) from schemasdk.jobs) || '|' || sum(nano) from schemasdk.spent"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_failed_removal_is_reported_and_the_next_one_frees_the_keys_of_old_jobs()
    {
        await using var source = new UnreliableSource(Database);
        await using var ledger = new PostgreSqlJobLedger(
            source.Source, new() { JobsKeptFor = Month, Ledger = new() { TimeProvider = _time } });
        await RecordEachStateAsync(ledger);
        await PauseAsync();

        await AgeAsync(2 * Month);
        source.Failure = "The safe with the certificate is locked.";
        _time.Sleep(TimeSpan.FromMinutes(11));
        await PauseAsync();
        var failure = ledger.RetentionFailure;
        source.Failure = null;
        _time.Sleep(TimeSpan.FromMinutes(11));
        await PauseAsync();

        Assert.Contains("The safe with the certificate is locked.", failure?.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure?.InnerException);
        Assert.Null(ledger.RetentionFailure);
        Assert.Null(await ledger.BeginAsync(Draft.Intent("Delivered")));
    }

    private PostgreSqlJobLedger Open(TimeSpan? contents, TimeSpan? jobs) => new(
        Database, new() { ContentsKeptFor = contents, JobsKeptFor = jobs, Ledger = new() { TimeProvider = _time } });

    // The ledger pauses for ten minutes between removals.
    private Task PauseAsync() => _time.DelayAsync(TimeSpan.FromMinutes(10));

    private static async Task RecordEachStateAsync(PostgreSqlJobLedger ledger, decimal? price = null, DateTimeOffset? at = null)
    {
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            await ledger.UpToAsync($"{state}", state, price, at);
        }
    }

    private Task<object?> AgeAsync(TimeSpan time) =>
        RunAsync($"update schemasdk.jobs set put_at = put_at - interval '{(long)time.TotalSeconds} seconds'");

    private static async Task<List<LedgerState>> KeptAsync(PostgreSqlJobLedger ledger)
    {
        var full = new List<LedgerState>();
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            if (await ledger.FindAsync($"{state}") is { Input.IsEmpty: false } entry)
            {
                full.Add(entry.State);
            }
        }

        return full;
    }
}
