namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class LockedRowTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_waits_for_its_row_does_not_lock_the_budget()
    {
        await using var one = Open();
        await using var two = Open();
        var intents = await EntriesAsync(one, "k0", "k1", "k2");
        await one.NextAsync(intents[0], LedgerState.Sending);
        await using var hold = await BeginAsync("select from schemasdk.jobs where key = 'k1' for update");

        var first = one.NextAsync(intents[1], LedgerState.Sending);
        await UntilOneWaitsAsync();

        Assert.Equal(1L, await RunAsync("select count(*) from (select from schemasdk.budgets for update nowait) locked"));
        await two.NextAsync(intents[2], LedgerState.Sending).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(first.IsCompleted);
        await hold.RollbackAsync();
        await first;
    }

    // Delays the fourth job's entry, so that the entries of the second and third jobs wait behind it and form one batch.
    [TheoryWith(Server.PostgreSql)]
    [InlineData(null)]
    [InlineData("25P03")]
    [InlineData("25P04")]
    public async Task A_job_that_waits_for_its_row_or_exceeds_the_transaction_timeout_does_not_delay_its_batch(string? timeout)
    {
        await using var ledger = Open();
        var intents = await EntriesAsync(ledger, "k0", "k1", "k2", "k3");
        await using var row = timeout is null ? await BeginAsync("select from schemasdk.jobs where key = 'k1' for update") : null;
        if (timeout is not null)
        {
            await RunAsync($"""
                create table slow ();
                insert into slow default values;
                create function fail() returns trigger language plpgsql as
                  'begin if new.key = ''k1'' and exists (select from slow)
                   then raise exception ''Slow.'' using errcode = ''{timeout}''; end if; return new; end';
                create trigger fail before update on schemasdk.jobs for each row execute function fail();
                """);
        }

        await ledger.NextAsync(intents[0], LedgerState.Sending);
        await using var gate = await BeginAsync("select from schemasdk.budgets for update");
        var before = ledger.NextAsync(intents[3], LedgerState.Sending);
        await UntilOneWaitsAsync();

        var lines = intents[1..3].ConvertAll(intent => ledger.NextAsync(intent, LedgerState.Sending));
        await gate.RollbackAsync();

        await Task.WhenAll(before, lines[1]).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(lines[0].IsCompleted);
        await (row?.RollbackAsync() ?? RunAsync("delete from slow"));
        await lines[0];
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(PostgreSqlJobLedger ledger, params string[] keys)
    {
        var intents = keys.Select(key => Draft.Intent(key) with { PriceUsd = 1m }).ToList();
        foreach (var intent in intents)
        {
            await ledger.BeginAsync(intent);
        }

        return intents;
    }

    private Task UntilOneWaitsAsync() => Soon.Until(async () => await RunAsync("""
        select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database())
        """) is true);

    private PostgreSqlJobLedger Open() => new(Database, new() { Budgets = [new() { LimitUsd = 10m }] });
}
