using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LookupTests : DatabaseTest
{
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
}
