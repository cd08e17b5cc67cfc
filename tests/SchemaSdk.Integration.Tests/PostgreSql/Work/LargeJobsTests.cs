namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Jobs with large inputs and results.</summary>
public sealed class LargeJobsTests
{
    private const int Large = 35 << 20;

    // The limit is that of every claim.
    public static TheoryData<LedgerWork> Works => FullRun.IsIt ? [LedgerWork.Submit, LedgerWork.Follow] : [LedgerWork.Submit];

    [TheoryWith(Server.PostgreSql)]
    [MemberData(nameof(Works))]
    public async Task A_claim_takes_jobs_in_their_order_until_it_has_enough_to_read_and_leaves_the_others_to_the_next_one(LedgerWork work)
    {
        await using var ledger = new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());
        foreach (var (key, length) in new[] { ("a", 2), ("b", Large), ("c", Large), ("d", 2), ("e", 2) })
        {
            var line = Desk.Intent(key, input: $"\"{new string('x', length)}\"") with { IsQueued = true };
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
