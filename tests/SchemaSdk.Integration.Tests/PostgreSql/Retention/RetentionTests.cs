using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Retention;

/// <summary>The time for which a database keeps what is over.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    // The clock of the rounds. How old a job is, that of the database says alone.
    private readonly FakeTime _time = new();
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task Every_job_and_result_is_kept_unless_somebody_says_for_how_long()
    {
        await using var ledger = Open(null, null);
        await TellAsync(ledger);

        await AgeAsync(100 * Month);
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>(), await FullAsync(ledger));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Inputs_and_results_of_delivered_jobs_go_after_their_time_and_all_others_stay()
    {
        await using var ledger = Open(Month, null);
        await TellAsync(ledger);

        await AgeAsync(Month - TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();
        Assert.Equal(Enum.GetValues<LedgerState>(), await FullAsync(ledger));
        await AgeAsync(TimeSpan.FromMinutes(2));
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>().Except([LedgerState.Delivered]), await FullAsync(ledger));
        Assert.Equal("req-Delivered", (await ledger.FindAsync("Delivered"))!.RequestId);
        Assert.True((await ledger.FindAsync("Delivered"))!.Result.IsEmpty);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_is_over_is_forgotten_after_its_time_and_its_key_may_be_submitted_again()
    {
        await using var ledger = Open(null, Month);
        await TellAsync(ledger);

        await AgeAsync(Month + TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();

        Assert.Equal(
            Enum.GetValues<LedgerState>().Except([LedgerState.Refused, LedgerState.Delivered]),
            (await ledger.AllAsync()).Select(entry => entry.State).Order());
        Assert.Null(await ledger.BeginAsync(Desk.Intent("Delivered")));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(-3650)]
    [InlineData(3650)]
    public async Task Lines_of_a_process_whose_clock_is_wrong_go_neither_too_early_nor_too_late(int daysAhead)
    {
        await using var ledger = Open(Month, Month);
        await TellAsync(ledger, at: DateTimeOffset.UtcNow.AddDays(daysAhead));

        await ledger.ForgetAsync();
        Assert.Equal(Enum.GetValues<LedgerState>(), await FullAsync(ledger));
        await AgeAsync(Month + TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>().Except([LedgerState.Refused, LedgerState.Delivered]), await FullAsync(ledger));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(-3650)]
    [InlineData(3650)]
    public async Task A_process_whose_clock_is_wrong_takes_out_nothing_too_early_nor_too_late(int daysAhead)
    {
        _time.Sleep(DateTimeOffset.UtcNow.AddDays(daysAhead) - _time.GetUtcNow());
        await using var ledger = Open(Month, Month);
        await TellAsync(ledger, at: DateTimeOffset.UtcNow);

        await ledger.ForgetAsync();
        Assert.Equal(Enum.GetValues<LedgerState>(), await FullAsync(ledger));
        await AgeAsync(Month + TimeSpan.FromMinutes(1));
        await ledger.ForgetAsync();

        Assert.Equal(Enum.GetValues<LedgerState>().Except([LedgerState.Refused, LedgerState.Delivered]), await FullAsync(ledger));
    }

    [FactWith(Server.PostgreSql)]
    public async Task What_was_spent_on_forgotten_jobs_counts_in_budgets_as_before()
    {
        await using (var ledger = Open(null, Month))
        {
            await TellAsync(ledger, price: 0.6m);
            await AgeAsync(2 * Month);
            await ledger.ForgetAsync();
            Assert.Null(await ledger.FindAsync("Delivered"));
        }

        foreach (var window in (BudgetWindow[])[BudgetWindow.Day, BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(3))])
        {
            // The delivered job, and those that are being sent, run or have ended: each has cost as much.
            await using var ledger = new PostgreSqlJobLedger(
                _database, new() { Budgets = [new() { LimitUsd = (5 * 0.6m) + 0.1m, Window = window }] });
            var intent = Desk.Intent($"next {window}") with { PriceUsd = 0.2m };
            await ledger.BeginAsync(intent);

            var error = await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.NextAsync(intent, LedgerState.Sending));

            Assert.Equal(0.1m, error.LimitUsd);
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task Many_jobs_go_in_batches_that_several_processes_share_and_each_is_counted_once()
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

        Assert.Equal("0|30000000000", await RunAsync(
            "select (select count(*) from schemasdk.jobs) || '|' || sum(nano) from schemasdk.spent"));
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task What_is_over_goes_by_itself_after_a_while()
    {
        await using var ledger = Open(null, Month);
        await TellAsync(ledger);
        await PauseAsync();

        await AgeAsync(Month + TimeSpan.FromMinutes(1));
        _time.Sleep(TimeSpan.FromMinutes(11));

        Assert.True(await Until.TrueAsync(async () => await ledger.FindAsync("Delivered") is null));
        Assert.Null(ledger.RetentionFailure);
        Assert.NotNull(await ledger.FindAsync("Ended"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_database_that_lets_nothing_be_taken_out_is_told_and_no_job_fails()
    {
        await using var ledger = Open(null, Month);
        await TellAsync(ledger);
        await RunAsync("""
            create function keep() returns trigger language plpgsql as 'begin raise exception ''No job goes.''; end';
            create trigger keep before delete on schemasdk.jobs for each row execute function keep();
            """);
        await PauseAsync();
        await AgeAsync(2 * Month);
        _time.Sleep(TimeSpan.FromMinutes(11));

        Assert.True(await Until.TrueAsync(() => Task.FromResult(
            ledger.RetentionFailure?.Message.Contains("No job goes.", StringComparison.Ordinal) == true)));
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.ForgetAsync());
        await ledger.UpToAsync("another", LedgerState.Delivered);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_round_that_fails_for_any_reason_is_told_and_the_next_one_takes_out_what_is_over()
    {
        await using var source = new MoodySource(_database);
        await using var ledger = new PostgreSqlJobLedger(
            source.Source, new() { JobsKeptFor = Month, Ledger = new() { TimeProvider = _time } });
        await TellAsync(ledger);
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
        Assert.Null(await ledger.FindAsync("Delivered"));
    }

    private PostgreSqlJobLedger Open(TimeSpan? contents, TimeSpan? jobs) => new(
        _database, new() { ContentsKeptFor = contents, JobsKeptFor = jobs, Ledger = new() { TimeProvider = _time } });

    /// <summary>Waits until nothing more is taken out for a while.</summary>
    private async Task PauseAsync()
    {
        while (await _time.NextDelayAsync() != TimeSpan.FromMinutes(10))
        {
            // The ledger renews its lease as well.
        }
    }

    /// <summary>Puts a job down in each state, with a result where it has ended.</summary>
    private static async Task TellAsync(PostgreSqlJobLedger ledger, decimal? price = null, DateTimeOffset? at = null)
    {
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            await ledger.UpToAsync($"{state}", state, price, at);
        }
    }

    /// <summary>Lets time pass for the database since the last line of each job.</summary>
    private Task<object?> AgeAsync(TimeSpan time) =>
        RunAsync($"update schemasdk.jobs set put_at = put_at - interval '{(long)time.TotalSeconds} seconds'");

    /// <summary>The states of the jobs whose inputs are there.</summary>
    private static async Task<List<LedgerState>> FullAsync(PostgreSqlJobLedger ledger)
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

    private async Task<object?> RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
