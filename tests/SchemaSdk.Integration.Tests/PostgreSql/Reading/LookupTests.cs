namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LookupTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task An_invalid_key_or_request_id_is_not_found()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.UpToAsync("k", LedgerState.Intended);
        string[] keys = ["k", "", "\0", "a\nb", "half \ud800"];

        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(at => ledger.FindAsync(keys[at % 5]).AsTask()));

        Assert.All(found, (entry, at) => Assert.Equal(at % 5 == 0 ? "k" : null, entry?.Key));
        Assert.Null(await ledger.FindAsync(new string('k', 201)));
        Assert.Null(await ledger.FindByRequestAsync("\0"));
        Assert.Null(await ledger.FindByRequestAsync("half \ud800"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_request_id_belongs_to_one_job_even_if_several_are_settled_at_the_same_time()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        var jobs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(at => ledger.UpToAsync($"k{at}", LedgerState.Unknown)));

        var errors = await Task.WhenAll(
            jobs.Select(job => Record.ExceptionAsync(() => ledger.SettleAsync(job.Key, "req-1", "ada").AsTask())));

        Assert.Single(errors, error => error is null);
        Assert.All(errors.Where(error => error is not null), error =>
        {
            var refusal = Assert.IsType<ModelLedgerException>(error);
            Assert.Contains("req-1", refusal.Message, StringComparison.Ordinal);
        });
        Assert.Single(await ledger.AllAsync(), entry => entry.State == LedgerState.Accepted);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_can_be_settled_with_an_id_that_only_a_job_of_another_service_has()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        foreach (var (key, service) in ((string, string)[])[("a", "acme"), ("b", "films"), ("c", "films")])
        {
            var intent = Entries.Intent(key) with { Service = service };
            await ledger.BeginAsync(intent);
            await ledger.NextAsync(await ledger.NextAsync(intent, LedgerState.Sending), LedgerState.Unknown);
        }

        await ledger.SettleAsync("a", "42", "ada");
        await ledger.SettleAsync("b", "42", "ada");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.SettleAsync("c", "42", "ada").AsTask());

        Assert.Contains("belongs to the job 'b'", error.Message, StringComparison.Ordinal);
    }
}
