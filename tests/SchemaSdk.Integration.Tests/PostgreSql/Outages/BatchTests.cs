namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class BatchTests : DatabaseTest
{
    private const int Jobs = 40;

    [FactWith(Server.PostgreSql)]
    public async Task Most_entries_that_arrive_at_the_same_time_are_batched()
    {
        await Ledger.MigrateAsync();
        await RunAsync("""
            create table groups (id bigint);
            create function note() returns trigger language plpgsql as
              'begin insert into public.groups values (txid_current()); return null; end';
            create trigger note after update on schemasdk.jobs for each row execute function note();
            """);

        foreach (var round in Enumerable.Range(0, 2))
        {
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => Ledger.UpToAsync($"{round}-{at}", LedgerState.Delivered)));
        }

        Assert.Equal(2L * Jobs * 4, await RunAsync("select count(*) from groups"));
        Assert.Equal(true, await RunAsync(
            "select sum(lines) filter (where lines > 1) > sum(lines) / 2 from (select count(*) as lines from groups group by id) g"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Only_the_entry_that_is_refused_fails_in_its_batch()
    {
        var sending = await UpToAsync(Ledger, LedgerState.Sending);

        // One entry has an old version, and one has the request id of another job.
        var lines = sending.Select((last, at) => last.Next(LedgerState.Accepted, $"req-{(at == 7 ? 6 : at)}")).ToList();
        lines[20] = lines[20] with { Version = 2 };
        var failures = await Task.WhenAll(lines.Select(line => Record.ExceptionAsync(() => Ledger.RecordAsync(line).AsTask())));

        Assert.True(Assert.IsType<ModelLedgerException>(failures[20]).IsConflict);
        var twins = Assert.Single(failures[6..8], failure => failure is not null);
        var twin = Assert.IsType<ModelLedgerException>(twins);
        Assert.Contains("has the request id 'req-6'", twin.Message, StringComparison.Ordinal);
        Assert.Equal(("acme/still", true), (twin.ModelId, twin.Key is "k6" or "k7"));
        Assert.Equal(2, failures.Count(failure => failure is not null));
        Assert.Equal(Jobs - 2, (await Ledger.SummarizeAsync()).Accepted);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Committed_entries_succeed_even_if_the_server_fails_before_a_stale_one_is_looked_up(bool hasBudget)
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new()
        {
            RetryTime = TimeSpan.FromSeconds(0.1),
            Budgets = hasBudget ? [new() { LimitUsd = 100, Window = BudgetWindow.Always }] : [],
        });
        var intents = Enumerable.Range(0, Jobs).Select(at => Draft.Intent($"k{at}") with { PriceUsd = 0.1m }).ToList();
        await Task.WhenAll(intents.Select(intent => ledger.BeginAsync(intent).AsTask()));
        var lines = intents.ConvertAll(intent => intent.Next(LedgerState.Sending));
        lines[^1] = lines[^1] with { Version = 7 };
        await ledger.UpToAsync("first", LedgerState.Sending, price: 0.1m);

        wire.LoseEachAnswerTo("where j.key = any(", after: lines[^1].Key);
        var failures = await Task.WhenAll(lines.Select(line => Record.ExceptionAsync(() => ledger.RecordAsync(line).AsTask())));

        Assert.True(wire.Lost > 0);
        Assert.Contains(
            "could not be reached", Assert.IsType<ModelLedgerException>(failures[^1]).Message, StringComparison.Ordinal);
        Assert.Single(failures, failure => failure is not null);
        Assert.Equal((Jobs, 1), ((await Other.SummarizeAsync()).Sending, (await Other.SummarizeAsync()).Intended));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Known_jobs_are_read_in_portions_that_fail_separately()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        var intents = Enumerable.Range(100, 100).Select(at => Draft.Intent($"k{at}")).ToList();
        await Task.WhenAll(intents.Select(intent => ledger.BeginAsync(intent).AsTask()));

        // The ledger sends each key twice, first to record the entry and then to look it up. The proxy loses only the answers to lookups.
        wire.LoseEachAnswerTo("k199", after: "k199");
        var failures = await Task.WhenAll(
            intents.Select(intent => Record.ExceptionAsync(() => ledger.BeginAsync(intent).AsTask())));

        Assert.NotNull(failures[^1]);
        Assert.InRange(failures.Count(failure => failure is not null), 1, 32);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("insert", "53300", false)]
    [InlineData("update", "57P03", false)]
    [InlineData("update", "25006", false)]
    [InlineData("insert", "40P01", true)]
    [InlineData("update", "40001", true)]
    public async Task A_failed_batch_is_retried_entry_by_entry_unless_the_server_failed(string step, string state, bool goAlone)
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { RetryTime = TimeSpan.Zero });
        var intents = Enumerable.Range(0, Jobs).Select(at => Draft.Intent($"k{at}")).ToList();
        if (step == "update")
        {
            await Task.WhenAll(intents.Select(intent => ledger.BeginAsync(intent).AsTask()));
        }

        await ledger.UpToAsync("first", LedgerState.Sending);
        await RunAsync($"""
            create sequence tries;
            create function fail() returns trigger language plpgsql as
              'begin perform nextval(''public.tries''); raise exception ''No.'' using errcode = ''{state}''; end';
            create trigger fail before {step} on schemasdk.jobs for each statement execute function fail();
            """);

        var failures = await Task.WhenAll(intents.Select(intent => Record.ExceptionAsync(() =>
            step == "insert" ? ledger.BeginAsync(intent).AsTask() : (Task)ledger.NextAsync(intent, LedgerState.Sending))));

        Assert.All(failures, failure => Assert.Contains(state, failure?.Message, StringComparison.Ordinal));
        Assert.Equal(goAlone, await RunAsync("select last_value from tries") is >= (long)Jobs);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Each_entry_is_recorded_once_if_the_answer_to_the_batch_is_lost()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);
        var sending = await UpToAsync(ledger, LedgerState.Sending);

        wire.LoseAnswerTo("update \"schemasdk\".jobs as j set");
        await Task.WhenAll(sending.Select(last => ledger.NextAsync(last, LedgerState.Accepted, $"req-{last.Key}")));

        Assert.Equal(1, wire.Lost);
        Assert.All(
            await ledger.ListAsync().AllAsync(),
            entry => Assert.Equal((LedgerState.Accepted, 3, 1L), (entry.State, entry.Version, entry.Lease.Epoch)));
        Assert.Equal((Jobs, 0L), ((await ledger.SummarizeAsync()).Accepted, (await ledger.SummarizeAsync()).LeasesLost));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_batch_uses_its_budget_once_if_the_answer_to_the_commit_is_lost()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { Budgets = [new() { LimitUsd = Jobs * 0.1m, Window = BudgetWindow.Always }] });
        var intents = Enumerable.Range(0, Jobs).Select(at => Draft.Intent($"k{at}") with { PriceUsd = 0.1m }).ToList();
        await Task.WhenAll(intents.Select(intent => ledger.BeginAsync(intent).AsTask()));

        wire.LoseAnswerTo("COMMIT\0");   // not the COMMIT in "READ COMMITTED"
        await Task.WhenAll(intents.Select(intent => ledger.NextAsync(intent, LedgerState.Sending)));

        Assert.Equal(1, wire.Lost);
        Assert.Equal(Jobs, (await ledger.SummarizeAsync()).Sending);
        var more = Draft.Intent("more") with { PriceUsd = 0.1m };
        await ledger.BeginAsync(more);
        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.NextAsync(more, LedgerState.Sending));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Connections_are_reused_without_a_reset()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);

        wire.LoseAnswerTo("DISCARD ALL");
        await ledger.UpToAsync("a", LedgerState.Delivered);

        Assert.Equal(0, wire.Lost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Each_job_keeps_its_own_values_and_nulls()
    {
        var accepted = await UpToAsync(Ledger, LedgerState.Accepted);
        var ended = accepted.Select((last, at) => last.Next(LedgerState.Ended) with
        {
            PriceUsd = at % 2 == 0 ? null : at,
            Settled = at % 3 == 0 ? null : new() { By = $"person {at}", At = Draft.Now.AddSeconds(at) },
            End = new() { Outcome = JobState.Failed, CostUsd = at % 4 == 0 ? null : at, FilesError = at % 5 == 0 ? null : $"error {at}" },
            Result = at % 7 == 0 ? default : new byte[] { (byte)at },
        }).ToArray();

        await Task.WhenAll(ended.Select(entry => Ledger.RecordAsync(entry).AsTask()));

        var found = await Task.WhenAll(ended.Select(entry => Ledger.FindAsync(entry.Key).AsTask()));
        Assert.Equal(ended.Select(ValuesOf), found.Select(entry => ValuesOf(entry!)));
    }

    private static (decimal?, LedgerSettled?, decimal?, string?, byte?) ValuesOf(LedgerEntry entry) =>
        (entry.PriceUsd, entry.Settled, entry.End!.CostUsd, entry.End.FilesError, entry.Result.IsEmpty ? null : entry.Result.Span[0]);

    private static Task<LedgerEntry[]> UpToAsync(PostgreSqlJobLedger ledger, LedgerState state) =>
        Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => ledger.UpToAsync($"k{at}", state)));
}
