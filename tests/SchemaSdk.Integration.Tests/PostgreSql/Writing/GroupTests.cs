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
    public async Task Each_job_keeps_its_own_values_and_nulls()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        var accepted = await UpToAsync(ledger, LedgerState.Accepted);
        var ended = accepted.Select((last, at) => last.Next(LedgerState.Ended) with
        {
            PriceUsd = at % 2 == 0 ? null : at,
            Settled = at % 3 == 0 ? null : new() { By = $"person {at}", At = Entries.Now.AddSeconds(at) },
            End = new() { Outcome = JobState.Failed, CostUsd = at % 4 == 0 ? null : at, FilesError = at % 5 == 0 ? null : $"error {at}" },
            Result = at % 7 == 0 ? default : new byte[] { (byte)at },
        }).ToArray();

        await Task.WhenAll(ended.Select(entry => ledger.RecordAsync(entry).AsTask()));

        var found = await Task.WhenAll(ended.Select(entry => ledger.FindAsync(entry.Key).AsTask()));
        Assert.Equal(ended.Select(ValuesOf), found.Select(entry => ValuesOf(entry!)));
    }

    private static (decimal?, LedgerSettled?, decimal?, string?, byte?) ValuesOf(LedgerEntry entry) =>
        (entry.PriceUsd, entry.Settled, entry.End!.CostUsd, entry.End.FilesError, entry.Result.IsEmpty ? null : entry.Result.Span[0]);

    private static Task<LedgerEntry[]> UpToAsync(PostgreSqlJobLedger ledger, LedgerState state) =>
        Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => ledger.UpToAsync($"k{at}", state)));
}
