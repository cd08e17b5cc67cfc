namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <content>The work that is left to workers.</content>
public abstract partial class LedgerFacts
{
    [Fact]
    public async Task A_queued_job_is_claimed_once_until_it_is_given_back()
    {
        await Ledger.BeginAsync(Desk.Queued("a"));
        await Ledger.BeginAsync(Desk.Intent("b"));

        var claimed = Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 10));
        Assert.Equal(("a", "{\"prompt\":\"a cat\"}"), (claimed.Key, claimed.Input.Text()));
        Assert.Empty(await Ledger.ClaimAsync(LedgerWork.Submit, 10));

        await Ledger.ReleaseAsync(["a", "not there"]);
        Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 10));
    }

    [Fact]
    public async Task Whoever_follows_jobs_to_their_end_gets_none_that_has_ended()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(at => Ledger.UpToAsync($"ended-{at}", LedgerState.Ended)));
        await Ledger.UpToAsync("accepted", LedgerState.Accepted);
        await Ledger.ReleaseAsync([.. Enumerable.Range(0, 10).Select(at => $"ended-{at}"), "accepted"]);

        var toEnd = await Ledger.ClaimAsync(LedgerWork.FollowToEnd, 10);
        var none = await Ledger.ClaimAsync(LedgerWork.FollowToEnd, 10);
        var rest = await Ledger.ClaimAsync(LedgerWork.Follow, 20);

        Assert.Equal("accepted", Assert.Single(toEnd).Key);
        Assert.Empty(none);
        Assert.Equal(10, rest.Count(entry => entry.State == LedgerState.Ended));
    }

    [Fact]
    public async Task A_model_with_many_jobs_keeps_the_others_waiting_for_few_of_its_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(at => Ledger.BeginAsync(Desk.Queued($"many-{at}", "acme/many")).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(at => Ledger.BeginAsync(Desk.Queued($"few-{at}", "acme/few")).AsTask()));

        var claimed = await Ledger.ClaimAsync(LedgerWork.Submit, 10);

        Assert.Equal(10, claimed.Count);
        Assert.Equal(3, claimed.Count(entry => entry.ModelId == "acme/few"));
    }
}
