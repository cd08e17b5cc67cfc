namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class LargeJobTests : DatabaseTest
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
        await using var ledger = new PostgreSqlJobLedger(Database);
        foreach (var key in (string[])["a", "b", "c", "d", "e"])
        {
            var line = Entries.Queued(key);
            Assert.Null(await ledger.BeginAsync(line));
            if (work == LedgerWork.Follow)
            {
                line = await ledger.NextAsync(line, LedgerState.Sending);
                await ledger.NextAsync(line, LedgerState.Accepted, $"req-{key}");
                await ledger.ReleaseAsync([key]);
            }
        }

        // The server writes the large inputs itself, because this is quicker than sending them.
        await RunAsync($"""
            alter table schemasdk.jobs alter column input set storage external;
            update schemasdk.jobs set input = convert_to(repeat('x', {Large}), 'UTF8') where key in ('b', 'c');
            """);
        var claims = new List<string>();
        while (await ledger.ClaimAsync(work, 10) is { Count: > 0 } claimed)
        {
            Assert.All(claimed, entry => Assert.False(entry.Input.IsEmpty));
            claims.Add(string.Concat(claimed.Select(entry => entry.Key).Order(StringComparer.Ordinal)));
        }

        Assert.Equal(["abc", "de"], claims);
    }
}
