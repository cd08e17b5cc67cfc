namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class ClaimTests : DatabaseTest
{
    private const int Large = 35 << 20;

    // Without SCHEMASDK_FULL, only one kind of claim is tested, because all kinds have the same limit.
    public static TheoryData<LedgerWork> Works => FullRun.IsOn ? [LedgerWork.Submit, LedgerWork.Follow] : [LedgerWork.Submit];

    // Only full runs include this test, because it writes more than 100 MB.
    [TheoryWith(Server.PostgreSql)]
    [MemberData(nameof(Works))]
    [Trait("Size", "Full")]
    public async Task A_claim_of_large_jobs_leaves_some_of_them_to_the_next_claim(LedgerWork work)
    {
        foreach (var key in (string[])["a", "b", "c", "d", "e"])
        {
            var line = Draft.Queued(key);
            Assert.Null(await Ledger.BeginAsync(line));
            if (work == LedgerWork.Follow)
            {
                line = await Ledger.NextAsync(line, LedgerState.Sending);
                await Ledger.NextAsync(line, LedgerState.Accepted, $"req-{key}");
                await Ledger.ReleaseAsync([key]);
            }
        }

        await RunAsync($"""
            alter table schemasdk.jobs alter column input set storage external;
            update schemasdk.jobs set input = convert_to(repeat('x', {Large}), 'UTF8') where key in ('b', 'c');
            """);
        var claims = new List<string>();
        while (await Ledger.ClaimAsync(work, 10) is { Count: > 0 } claimed)
        {
            Assert.All(claimed, entry => Assert.False(entry.Input.IsEmpty));
            claims.Add(string.Concat(claimed.Select(entry => entry.Key).Order(StringComparer.Ordinal)));
        }

        Assert.Equal(["abc", "de"], claims);
    }

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
                    : await maker.BeginAsync(Draft.Queued(key));
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

        await Soon.Until(async () => (await ClaimAsync(ledger, work)).SequenceEqual(["bad"]));
        Assert.Null(ledger.UpkeepFailure);
    }

    private static async Task<List<string>> ClaimAsync(PostgreSqlJobLedger ledger, LedgerWork work) =>
        [.. (await ledger.ClaimAsync(work, 10)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
}
