namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class DamagedRowTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("price_usd = 'NaN'")]
    [InlineData("price_usd = 1e40")]
    [InlineData("cost_usd = 'NaN'")]
    [InlineData("files = '{'")]
    public async Task An_unreadable_row_is_omitted_from_lists_and_refused_by_a_lookup(string damage)
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        foreach (var key in new[] { "a", "bad", "c" })
        {
            await ledger.UpToAsync(key, LedgerState.Accepted);
        }

        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");
        var listed = await ledger.AllAsync();
        var named = ledger.UpkeepFailure;
        string[] keys = ["a", "bad", "c"];
        var found = await Task.WhenAll(keys.Select(key => Record.ExceptionAsync(() => ledger.FindAsync(key).AsTask())));
        var again = await Record.ExceptionAsync(() => ledger.BeginAsync(Entries.Intent("bad")).AsTask());
        await RunAsync("update schemasdk.jobs set price_usd = 1, cost_usd = 1, files = null where key = 'bad'");
        var mended = await ledger.AllAsync();

        Assert.Equal(["a", "c"], listed.Select(entry => entry.Key));
        Assert.StartsWith("The row of the job \"bad\" in the table schemasdk.jobs has a value that cannot be read", named?.Message,
            StringComparison.Ordinal);
        Assert.Equal([null, "bad", null], found.Select(failure => (failure as ModelLedgerException)?.Key));
        Assert.Equal([null, typeof(ModelLedgerException), null], found.Select(failure => failure?.GetType()));
        Assert.Equal("bad", Assert.IsType<ModelLedgerException>(again).Key);
        Assert.Equal((3, null), (mended.Count, ledger.UpkeepFailure));
    }
}
