using System.Text.RegularExpressions;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LookupTests : IAsyncLifetime
{
    private PostgreSqlJobLedger _ledger = null!;

    public async Task InitializeAsync() => _ledger = new(await SharedCluster.DatabaseAsync());

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    [TheoryWith(Server.PostgreSql)]
    [InlineData("")]
    [InlineData(@"\0")]
    [InlineData(@"a\nb")]
    [InlineData(@"half \ud800")]
    public async Task An_invalid_key_is_not_found(string written)
    {
        var key = Regex.Unescape(written);   // an attribute cannot contain half a surrogate pair
        await _ledger.UpToAsync("k", LedgerState.Intended);

        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(at => _ledger.FindAsync(at % 2 == 0 ? key : "k").AsTask()));

        Assert.All(found, (entry, at) => Assert.Equal(at % 2 == 0 ? null : "k", entry?.Key));
        Assert.Null(await _ledger.FindAsync(new string('k', 201)));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(@"\0")]
    [InlineData(@"half \ud800")]
    public async Task An_invalid_request_id_is_not_found(string written) =>
        Assert.Null(await _ledger.FindByRequestAsync(Regex.Unescape(written)));

    [FactWith(Server.PostgreSql)]
    public async Task A_request_id_belongs_to_one_job_even_if_several_are_settled_at_the_same_time()
    {
        var jobs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(at => _ledger.UpToAsync($"k{at}", LedgerState.Unknown)));

        var errors = await Task.WhenAll(
            jobs.Select(job => Record.ExceptionAsync(() => _ledger.SettleAsync(job.Key, "req-1", "ada").AsTask())));

        Assert.Single(errors, error => error is null);
        Assert.All(errors.Where(error => error is not null), error =>
        {
            var refusal = Assert.IsType<ModelLedgerException>(error);
            Assert.Contains("req-1", refusal.Message, StringComparison.Ordinal);
        });
        Assert.Single(await _ledger.AllAsync(), entry => entry.State == LedgerState.Accepted);
    }
}
