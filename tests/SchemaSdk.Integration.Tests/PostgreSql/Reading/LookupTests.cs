using System.Text.RegularExpressions;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

/// <summary>Lookups by keys and ids that come from outside.</summary>
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
    public async Task A_key_that_no_job_can_have_is_not_found(string written)
    {
        var key = Regex.Unescape(written);   // no attribute keeps a half
        await _ledger.UpToAsync("k", LedgerState.Intended);

        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(at => _ledger.FindAsync(at % 2 == 0 ? key : "k").AsTask()));

        Assert.All(found, (entry, at) => Assert.Equal(at % 2 == 0 ? null : "k", entry?.Key));
        Assert.Null(await _ledger.FindAsync(new string('k', 201)));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(@"\0")]
    [InlineData(@"half \ud800")]
    public async Task An_id_that_no_service_can_give_is_not_found(string written) =>
        Assert.Null(await _ledger.FindByRequestAsync(Regex.Unescape(written)));

    [FactWith(Server.PostgreSql)]
    public async Task An_id_of_the_service_belongs_to_one_job_even_if_two_are_settled_at_once()
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

    [FactWith(Server.PostgreSql)]
    public async Task A_line_with_the_id_of_another_job_is_refused_by_the_database()
    {
        await _ledger.UpToAsync("a", LedgerState.Accepted);
        var b = await _ledger.UpToAsync("b", LedgerState.Unknown);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => _ledger.NextAsync(b, LedgerState.Accepted, "req-a"));

        Assert.Equal(("b", "acme/still"), (error.Key, error.ModelId));
        Assert.Contains("'req-a'", error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await _ledger.FindAsync("b"))!.State);
    }
}
