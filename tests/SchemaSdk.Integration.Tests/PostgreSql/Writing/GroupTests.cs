using System.Globalization;

namespace SchemaSdk.Integration.Tests.PostgreSql.Writing;

public sealed class GroupTests : DatabaseTest
{
    private const int Jobs = 60;

    [FactWith(Server.PostgreSql)]
    public async Task Entries_recorded_at_the_same_time_share_a_statement()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        await RunAsync("""
            create table statements (kind text);
            create function count_statement() returns trigger language plpgsql as
              $body$ begin insert into statements values (tg_op); return null; end $body$;
            create trigger counting after insert or update on schemasdk.jobs for each statement execute function count_statement();
            """);

        await UpToAsync(ledger, LedgerState.Delivered);

        Assert.All(await ledger.AllAsync(), entry => Assert.Equal(LedgerState.Delivered, entry.State));
        Assert.InRange(Assert.IsType<long>(await RunAsync("select count(*) from statements")), 5, Jobs);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Each_caller_gets_the_answer_about_its_own_job()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        var sending = await UpToAsync(ledger, LedgerState.Sending);
        bool IsStale(int at) => at % 3 == 0;

        var begun = await Task.WhenAll(Enumerable.Range(0, 2 * Jobs).Select(at => ledger.BeginAsync(Entries.Intent($"k{at}")).AsTask()));
        var failures = await Task.WhenAll(sending.Select((last, at) => Record.ExceptionAsync(() => ledger.RecordAsync(
            last.Next(LedgerState.Accepted, $"req-{at}") with { Version = IsStale(at) ? 9 : 3 }).AsTask())));

        Assert.Equal(Enumerable.Range(0, 2 * Jobs).Select(at => at < Jobs ? $"k{at}" : null), begun.Select(entry => entry?.Key));
        Assert.Equal(
            Enumerable.Range(0, Jobs).Select(at => IsStale(at) ? $"k{at}" : null),
            failures.Select(failure => (failure as ModelLedgerException)?.Key));
        foreach (var entry in await ledger.AllAsync())
        {
            var at = int.Parse(entry.Key[1..], CultureInfo.InvariantCulture);
            Assert.Equal(at >= Jobs || IsStale(at) ? null : $"req-{at}", entry.RequestId);
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_group_reads_only_its_own_jobs_even_after_groups_in_a_small_table()
    {
        await using (var ledger = new PostgreSqlJobLedger(Database))
        {
            await ledger.UpToAsync("done", LedgerState.Delivered);

            // The server decides after a few groups whether it keeps a plan.
            for (var round = 0; round < 40; round++)
            {
                await Task.WhenAll("abc".Select(name => ledger.UpToAsync($"{name}{round}", LedgerState.Sending)));
            }

            await RunAsync("""
                insert into schemasdk.jobs overriding user value select (jsonb_populate_record(j, jsonb_build_object(
                  'key', 'copy' || i, 'request_id', 'req-' || i, 'token', gen_random_uuid()))).*
                from schemasdk.jobs j, generate_series(1, 2000) i where key = 'done'
                """);
            await RunAsync("select pg_stat_reset()");
            await Task.WhenAll("abc".Select(name => ledger.UpToAsync($"{name} later", LedgerState.Accepted)));
        }

        // A session reports its reads only when it ends.
        Assert.True(await Until.TrueAsync(async () => await RunAsync("""
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            """) is 0L));
        Assert.InRange(
            Assert.IsType<long>(await RunAsync("select seq_tup_read from pg_stat_user_tables where relname = 'jobs'")), 0, 200);
    }

    private static Task<LedgerEntry[]> UpToAsync(PostgreSqlJobLedger ledger, LedgerState state) =>
        Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => ledger.UpToAsync($"k{at}", state)));
}
