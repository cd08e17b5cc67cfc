namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class UnreadableJobTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData(LedgerWork.Submit)]
    [InlineData(LedgerWork.Follow)]
    public async Task A_job_with_an_unreadable_value_is_named_and_delays_no_other(LedgerWork work)
    {
        var time = new FakeTime();
        await using (var maker = new PostgreSqlJobLedger(Database))
        {
            foreach (var key in new[] { "a", "bad", "c" })
            {
                var begun = work == LedgerWork.Follow ? await maker.UpToAsync(key, LedgerState.Accepted)
                    : await maker.BeginAsync(Entries.Queued(key));
                Assert.Equal(work == LedgerWork.Follow, begun is not null);
            }
        }

        await RunAsync("update schemasdk.jobs set price_usd = 1e40 where key = 'bad'");
        await using var ledger = new PostgreSqlJobLedger(
            Database, new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        Assert.Equal(["a", "c"], await ClaimAsync(ledger, work));
        Assert.Contains("\"bad\"", ledger.UpkeepFailure?.Message, StringComparison.Ordinal);

        await RunAsync("update schemasdk.jobs set price_usd = 1 where key = 'bad'");
        Assert.Empty(await ClaimAsync(ledger, work));
        time.Advance(await time.NextDelayAsync());

        Assert.True(await Until.TrueAsync(async () => (await ClaimAsync(ledger, work)).SequenceEqual(["bad"])));
        Assert.Null(ledger.UpkeepFailure);
    }

    private static async Task<List<string>> ClaimAsync(PostgreSqlJobLedger ledger, LedgerWork work) =>
        [.. (await ledger.ClaimAsync(work, 10)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
}
