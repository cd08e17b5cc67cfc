namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class LargeJobTests
{
    private const int Large = 35 << 20;

    // A sample run uses only some kinds of claims, because all kinds have the same limit.
    public static TheoryData<LedgerWork> Works => FullRun.IsOn ? [LedgerWork.Submit, LedgerWork.Follow] : [LedgerWork.Submit];

    [TheoryWith(Server.PostgreSql)]
    [MemberData(nameof(Works))]
    public async Task A_claim_of_large_jobs_leaves_some_of_them_to_the_next_claim(LedgerWork work)
    {
        await using var ledger = new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
        foreach (var (key, length) in new[] { ("a", 2), ("b", Large), ("c", Large), ("d", 2), ("e", 2) })
        {
            var line = Entries.Intent(key, input: $"\"{new string('x', length)}\"") with { IsQueued = true };
            Assert.Null(await ledger.BeginAsync(line));
            if (work == LedgerWork.Follow)
            {
                line = await ledger.NextAsync(line, LedgerState.Sending);
                await ledger.NextAsync(line, LedgerState.Accepted, $"req-{key}");
                await ledger.ReleaseAsync([key]);
            }
        }

        var claims = new List<string>();
        while (await ledger.ClaimAsync(work, 10) is { Count: > 0 } claimed)
        {
            Assert.All(claimed, entry => Assert.False(entry.Input.IsEmpty));
            claims.Add(string.Concat(claimed.Select(entry => entry.Key).Order(StringComparer.Ordinal)));
        }

        Assert.Equal(["abc", "de"], claims);
    }
}
