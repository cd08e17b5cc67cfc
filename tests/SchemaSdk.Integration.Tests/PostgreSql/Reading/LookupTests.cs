using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LookupTests : DatabaseTest
{
    private static readonly string[] Damages = ["price_usd = 'NaN'", "price_usd = 1e40", "cost_usd = 'NaN'", "files = '{'"];

    [FactWith(Server.PostgreSql)]
    public async Task An_invalid_key_or_request_id_is_not_found()
    {
        await Ledger.UpToAsync("k", LedgerState.Intended);
        string[] keys = ["k", "", "\0", "a\nb", "half \ud800"];

        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(at => Ledger.FindAsync(keys[at % 5]).AsTask()));

        Assert.All(found, (entry, at) => Assert.Equal(at % 5 == 0 ? "k" : null, entry?.Key));
        Assert.Null(await Ledger.FindAsync(new string('k', 201)));
        Assert.Null(await Ledger.FindByRequestAsync("\0"));
        Assert.Null(await Ledger.FindByRequestAsync("half \ud800"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_can_be_settled_with_an_id_that_only_a_job_of_another_service_has()
    {
        foreach (var (key, service) in ((string, string)[])[("a", "acme"), ("b", "films"), ("c", "films")])
        {
            var intent = Draft.Intent(key) with { Service = service };
            await Ledger.BeginAsync(intent);
            await Ledger.NextAsync(await Ledger.NextAsync(intent, LedgerState.Sending), LedgerState.Unknown);
        }

        await Ledger.SettleAsync("a", "42", "ada");
        await Ledger.SettleAsync("b", "42", "ada");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.SettleAsync("c", "42", "ada").AsTask());

        Assert.Contains("belongs to the job 'b'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Tests the queries of docs/reference/ledger-sql.md.</summary>
    [FactWith(Server.PostgreSql)]
    public async Task Each_query_of_the_page_finds_jobs_in_a_database()
    {
        await QueryPageTests.RecordJobsAsync(Ledger);

        foreach (var query in QueryPageTests.Queries.Select(static (object[] row) => (string)row[0]))
        {
            Assert.NotNull(await RunAsync($"set search_path to \"schemasdk\"; {query}"));
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_unreadable_row_is_omitted_from_lists_and_refused_alone_by_the_lookups_of_its_batch()
    {
        string[] keys = [.. Enumerable.Range(0, 40).Select(at => at == 7 ? "bad" : $"k{at}")];
        await Task.WhenAll(keys.Select(key => Ledger.UpToAsync(key, LedgerState.Accepted)));
        foreach (var damage in Damages)
        {
            await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");
            var listed = await Ledger.ListAsync().AllAsync();
            var named = Ledger.UpkeepFailure;
            var found = await FailuresAsync(key => Ledger.FindAsync(key).AsTask());
            var begun = await FailuresAsync(key => Ledger.BeginAsync(Draft.Intent(key)).AsTask());
            await RunAsync("update schemasdk.jobs set price_usd = 1, cost_usd = 1, files = null where key = 'bad'");
            var mended = await Ledger.ListAsync().AllAsync();

            Assert.Equal(keys.Except(["bad"]).Order(), listed.Select(entry => entry.Key).Order());
            Assert.StartsWith(
                "The row of the job \"bad\" in the table \"schemasdk\".jobs has a value that cannot be read",
                named?.Message,
                StringComparison.Ordinal);
            Assert.All([found, begun], failures => Assert.Equal("bad", Assert.IsType<ModelLedgerException>(Assert.Single(failures)).Key));
            Assert.Equal((keys.Length, null), (mended.Count, Ledger.UpkeepFailure));
        }

        async Task<IEnumerable<Exception>> FailuresAsync(Func<string, Task> call) =>
            (await Task.WhenAll(keys.Select(key => Record.ExceptionAsync(() => call(key))))).OfType<Exception>();
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_unreadable_row_is_named_once_although_the_connection_breaks_after_it_was_read()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);
        await ledger.UpToAsync("bad", LedgerState.Accepted);
        await RunAsync("update schemasdk.jobs set files = '{'");
        wire.LoseEndOfAnswerTo("j.begun between");
        var unread = new List<ModelLedgerException>();

        var listed = await ledger.ListAsync(unread, CancellationToken.None).ToListAsync();

        Assert.Equal((1, 0), (wire.Lost, listed.Count));
        Assert.Equal("bad", Assert.Single(unread).Key);
    }
}
