namespace SchemaSdk.Durable.Testing;

/// <content>Tests of claiming and releasing jobs.</content>
public abstract partial class LedgerLaw
{
    /// <summary>A claim returns the job with its input. No process can claim the job again before it is released.</summary>
    [Fact]
    public async Task A_claimed_job_is_not_claimed_again_until_it_is_released()
    {
        var other = await OpenOtherAsync();
        await Ledger.BeginAsync(Draft.Queued("a"));

        var claimed = Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 10));

        Assert.Equal(("a", Draft.Input), (claimed.Key, claimed.Input.Text()));
        Assert.Empty(await Ledger.ClaimAsync(LedgerWork.Submit, 10));
        Assert.Empty(await other.ClaimAsync(LedgerWork.Submit, 10));
        await Ledger.ReleaseAsync(["a", "not there"]);
        Assert.Equal(["a"], (await other.ClaimAsync(LedgerWork.Submit, 10)).Keys());
    }

    /// <summary>
    /// To submit jobs, workers claim only enqueued jobs that have not been sent yet, and never a job that its caller submits itself. To
    /// wait for jobs and deliver them, workers claim only jobs that are accepted or ended.
    /// </summary>
    [Fact]
    public async Task Only_jobs_that_were_left_to_workers_are_claimed_for_submission()
    {
        await Ledger.BeginAsync(Draft.Intent("mine"));
        await Ledger.BeginAsync(Draft.Queued("queued"));
        foreach (var state in Table.Keys.Where(state => state != LedgerState.Intended))
        {
            await Ledger.UpToAsync(Draft.Queued($"{state}"), state);
        }

        await Ledger.ReleaseAsync([.. Table.Keys.Select(state => $"{state}")]);

        Assert.Equal(["queued"], (await Ledger.ClaimAsync(LedgerWork.Submit, 10)).Keys());
        Assert.Equal(["Accepted", "Ended"], (await Ledger.ClaimAsync(LedgerWork.Follow, 10)).Keys().Order());
    }

    /// <summary>A worker that delivers no results claims only the jobs that have not ended.</summary>
    [Fact]
    public async Task A_claim_with_FollowToEnd_omits_ended_jobs()
    {
        await Ledger.UpToAsync("ended", LedgerState.Ended);
        await Ledger.UpToAsync("accepted", LedgerState.Accepted);
        await Ledger.ReleaseAsync(["ended", "accepted"]);

        Assert.Equal(["accepted"], (await Ledger.ClaimAsync(LedgerWork.FollowToEnd, 10)).Keys());
        Assert.Equal(["ended"], (await Ledger.ClaimAsync(LedgerWork.Follow, 10)).Keys());
    }

    /// <summary>
    /// A claim leaves out the jobs that the worker excludes, for example jobs that another process can run but this one cannot.
    /// </summary>
    [Fact]
    public async Task A_claim_omits_excluded_jobs()
    {
        await Ledger.BeginAsync(Draft.Queued("first", "acme/still"));
        await Ledger.BeginAsync(Draft.Queued("second", "acme/still"));

        Assert.Equal(["second"], (await Ledger.ClaimAsync(LedgerWork.Submit, 1, ["first"])).Keys());
        Assert.Equal(["first"], (await Ledger.ClaimAsync(LedgerWork.Submit, 10)).Keys());
    }

    /// <summary>A model with many jobs does not delay a model with few, whether jobs are claimed ten at a time or one at a time.</summary>
    [Theory]
    [InlineData(10, 1)]
    [InlineData(1, 200)]
    public async Task A_claim_is_fair_between_models(int count, int claims)
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(at => Ledger.BeginAsync(Draft.Queued($"many-{at}", "acme/many")).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(at => Ledger.BeginAsync(Draft.Queued($"few-{at}", "acme/few")).AsTask()));

        var few = 0;
        for (var claim = 0; claim < claims && few < 3; claim++)
        {
            var claimed = await Ledger.ClaimAsync(LedgerWork.Submit, count);
            Assert.Equal(count, claimed.Count);
            few += claimed.Count(entry => entry.ModelId == "acme/few");
        }

        Assert.Equal(3, few);
    }

    /// <summary>Jobs are claimed in the order in which they started to wait.</summary>
    [Fact]
    public async Task The_jobs_of_a_model_are_claimed_first_come_first_served()
    {
        string[] keys = ["c", "a", "d", "b"];
        foreach (var key in keys)
        {
            await Ledger.BeginAsync(Draft.Queued(key));
        }

        var claimed = new List<string>();
        while (claimed.Count < keys.Length)
        {
            claimed.AddRange((await Ledger.ClaimAsync(LedgerWork.Submit, 1)).Keys());
        }

        Assert.Equal(keys, claimed);
    }

    /// <summary>A released job goes to the end of the queue, so a job that cannot be submitted now does not delay other jobs.</summary>
    [Fact]
    public async Task A_released_job_goes_to_the_end_of_the_queue()
    {
        await Ledger.BeginAsync(Draft.Queued("a"));
        await Ledger.BeginAsync(Draft.Queued("b"));

        await Ledger.ClaimAsync(LedgerWork.Submit, 1);
        await Ledger.ReleaseAsync(["a"]);

        Assert.Equal(["b"], (await Ledger.ClaimAsync(LedgerWork.Submit, 1)).Keys());
    }

    /// <summary>Every job is claimed once, whether the workers are in one process or in several.</summary>
    [Fact]
    public async Task Workers_that_claim_at_the_same_time_get_different_jobs()
    {
        JobLedger[] ledgers = [Ledger, Ledger, await OpenOtherAsync(), await OpenOtherAsync()];
        var jobs = Enumerable.Range(0, 400).Select(at => Draft.Queued($"k{at}", $"acme/{at % 7}"));
        await Task.WhenAll(jobs.Select(job => Ledger.BeginAsync(job).AsTask()));

        var claimed = await Task.WhenAll(ledgers.Select(ledger => Task.Run(async () =>
        {
            var keys = new List<string>();
            while (await ledger.ClaimAsync(LedgerWork.Submit, 20) is { Count: > 0 } some)
            {
                keys.AddRange(some.Keys());
            }

            return keys;
        })));

        Assert.Equal(400, claimed.Sum(keys => keys.Count));
        Assert.Equal(400, claimed.SelectMany(keys => keys).Distinct().Count());
    }

    /// <summary>A process that releases jobs does not change the jobs of other processes.</summary>
    [Fact]
    public async Task A_process_releases_only_its_own_jobs()
    {
        var other = await OpenOtherAsync();
        await Ledger.BeginAsync(Draft.Queued("a"));
        await Ledger.ClaimAsync(LedgerWork.Submit, 1);

        await other.ReleaseAsync(["a"]);

        Assert.Empty(await other.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Equal(Ledger.Owner, (await other.FindAsync("a"))!.Lease.Owner);
    }
}
