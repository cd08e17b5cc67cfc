namespace SchemaSdk.Durable.Testing;

/// <content>Tests of several processes that share a store.</content>
public abstract partial class LedgerLaw
{
    /// <summary>The calls that read a job.</summary>
    public static TheoryData<string> Looks => ["find", "begin", "list", "list in state", "count", "claim", "state"];

    /// <summary>Each process has its own name, by which it recognizes the jobs that it has claimed.</summary>
    [Fact]
    public async Task Each_process_has_a_name_of_its_own()
    {
        var other = await OpenOtherAsync();

        Assert.NotNull(Ledger.Owner);
        Assert.NotNull(other.Owner);
        Assert.NotEqual(Ledger.Owner, other.Owner);
    }

    /// <summary>A process finds the jobs of earlier processes, even if it starts after all those processes have ended.</summary>
    [Fact]
    public async Task Jobs_outlive_the_processes()
    {
        await Ledger.UpToAsync("ended", LedgerState.Ended);
        await Ledger.BeginAsync(Draft.Intent("begun"));
        var other = await OpenOtherAsync();
        var before = await other.FindAsync("ended");
        await LeaveAsync(Ledger);
        await LeaveAsync(other);

        var next = await OpenOtherAsync();

        Assert.Equal(["ended", "begun"], (await next.ListAsync().AllAsync()).Keys());
        var after = (await next.FindAsync("ended"))!;
        Assert.Equal(("{}", Draft.Input), (after.Result.Text(), after.Input.Text()));
        Assert.Equal(Bare(before!), Bare(after));
    }

    /// <summary>
    /// While a process is sending a job or waiting for it, no other process can claim the job. Other processes see the job's owner and
    /// when the lease expires. The claim ends once the job is refused, unknown or delivered.
    /// </summary>
    [Fact]
    public async Task A_process_owns_a_job_while_it_sends_the_job()
    {
        var other = await OpenOtherAsync();
        var sending = await Ledger.UpToAsync("a", LedgerState.Sending);

        var found = await other.FindAsync("a");

        Assert.Equal((Ledger.Owner, 1L), (found!.Lease.Owner, found.Lease.Epoch));
        Assert.NotNull(found.Lease.Until);
        var accepted = await Ledger.NextAsync(sending, LedgerState.Accepted, "req-a");
        Assert.Empty(await other.ClaimAsync(LedgerWork.Follow, 10));
        await Ledger.NextAsync(await Ledger.NextAsync(accepted, LedgerState.Ended), LedgerState.Delivered);
        Assert.Null((await other.FindAsync("a"))!.Lease.Owner);

        await Ledger.UpToAsync("b", LedgerState.Refused);
        await Ledger.UpToAsync("c", LedgerState.Unknown);
        await other.NextAsync((await other.FindAsync("b"))!, LedgerState.Sending);
        await other.SettleAsync("c", "req-c", "ada");
        Assert.Equal(["c"], (await other.ClaimAsync(LedgerWork.Follow, 10)).Keys());
    }

    /// <summary>If a process tries to send a job that another process has claimed, it gets a conflict and sends nothing.</summary>
    [Fact]
    public async Task A_process_sends_no_job_that_another_process_has_claimed()
    {
        var other = await OpenOtherAsync();
        await Ledger.BeginAsync(Draft.Queued("a"));
        await Ledger.ClaimAsync(LedgerWork.Submit, 1);
        var read = await other.FindAsync("a");

        var error = await RefusedAsync(() => other.NextAsync(read!, LedgerState.Sending));

        Assert.Equal((true, Ledger.Owner), (error.IsConflict, read!.Lease.Owner));
    }

    /// <summary>
    /// If a process dies while it is sending a job, all other processes see the job as unknown, because the service may have accepted it.
    /// The job then has the next version, so a later entry of the dead process is rejected.
    /// </summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_job_that_a_process_presumed_dead_was_sending_is_unknown(string look)
    {
        var sending = await DieAfterAsync(ledger => ledger.UpToAsync("a", LedgerState.Sending));

        var seen = look switch
        {
            "begin" => await Ledger.BeginAsync(Draft.Intent("a")),
            "list" => Assert.Single(await Ledger.ListAsync().AllAsync()),
            "list in state" => Assert.Single(await Ledger.ListInStateAsync(LedgerState.Unknown).AllAsync()),
            "count" => await CountUnknownAsync(),
            "state" => sending with { State = (await Ledger.StateOfAsync("a"))!.Value },
            "claim" => (await Ledger.ClaimAsync(LedgerWork.Follow, 1)).FirstOrDefault(),
            _ => await Ledger.FindAsync("a"),
        };

        Assert.Equal(LedgerState.Unknown, seen?.State ?? LedgerState.Unknown);
        var found = (await Ledger.FindAsync("a"))!;
        Assert.Equal((LedgerState.Unknown, sending.Version + 1, null), (found.State, found.Version, found.Lease.Owner));

        async Task<LedgerEntry?> CountUnknownAsync()
        {
            var summary = await Ledger.SummarizeAsync();
            Assert.Equal((0, 1), (summary.Sending, summary.Unknown));
            return null;
        }
    }

    /// <summary>
    /// A job that a dead process was sending is never claimed. The job may be running, and would be charged twice if it were sent again.
    /// </summary>
    [Fact]
    public async Task A_job_that_a_process_presumed_dead_was_sending_is_never_claimed_again()
    {
        await DieAfterAsync(async ledger =>
        {
            await ledger.BeginAsync(Draft.Queued("a"));
            return await ledger.NextAsync(Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1)), LedgerState.Sending);
        });

        Assert.Empty(await Ledger.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Empty(await Ledger.ClaimAsync(LedgerWork.Follow, 1));
        Assert.Equal(LedgerState.Unknown, (await Ledger.FindAsync("a"))!.State);
    }

    /// <summary>
    /// Other processes claim a dead process's jobs that still have to be submitted, awaited or delivered. Each claim increments the epoch.
    /// </summary>
    [Theory]
    [InlineData(LedgerState.Intended, LedgerWork.Submit)]
    [InlineData(LedgerState.Accepted, LedgerWork.Follow)]
    [InlineData(LedgerState.Ended, LedgerWork.Follow)]
    public async Task Other_jobs_of_a_process_presumed_dead_go_to_others(LedgerState state, LedgerWork work)
    {
        await DieAfterAsync(async ledger =>
        {
            var last = await ledger.UpToAsync(Draft.Queued("a"), state);
            return state == LedgerState.Intended ? Assert.Single(await ledger.ClaimAsync(work, 1)) : last;
        });

        var claimed = Assert.Single(await Ledger.ClaimAsync(work, 10));

        Assert.Equal(("a", state, 2L, Ledger.Owner), (claimed.Key, claimed.State, claimed.Lease.Epoch, claimed.Lease.Owner));
    }

    /// <summary>
    /// A process that has lost its lease can lose a job to another process. The store then rejects the process's next entry of the job as a
    /// conflict, because the entry has an old epoch. The process counts the lost job in its summary.
    /// </summary>
    [Theory]
    [InlineData(LedgerState.Intended, LedgerState.Sending, LedgerWork.Submit)]
    [InlineData(LedgerState.Accepted, LedgerState.Ended, LedgerWork.Follow)]
    public async Task An_entry_of_a_lost_lease_is_refused(LedgerState state, LedgerState next, LedgerWork work)
    {
        var other = await OpenOtherAsync();
        var last = await Ledger.UpToAsync(Draft.Queued("a"), state);
        var mine = state == LedgerState.Intended ? Assert.Single(await Ledger.ClaimAsync(work, 1)) : last;
        await EndLeaseAsync(Ledger);

        var theirs = Assert.Single(await other.ClaimAsync(work, 1));
        var error = await RefusedAsync(() => Ledger.NextAsync(mine, next));

        Assert.Equal((true, 2L), (error.IsConflict, theirs.Lease.Epoch));
        Assert.Equal((1, 0), ((await Ledger.SummarizeAsync()).LeasesLost, (await other.SummarizeAsync()).LeasesLost));
        await other.NextAsync(theirs, next);
    }

    /// <summary>
    /// A process can record a request id that arrives after its lease has expired. Until then, the job is unknown. The id makes the job
    /// accepted, so that other processes can wait for it.
    /// </summary>
    [Fact]
    public async Task A_process_that_lost_its_lease_still_records_the_id_that_it_received()
    {
        var other = await OpenOtherAsync();
        await Ledger.UpToAsync("a", LedgerState.Sending);
        await EndLeaseAsync(Ledger);
        var unknown = (await other.FindAsync("a"))!;

        await Ledger.NextAsync(unknown, LedgerState.Accepted, "req-a");

        Assert.Equal("req-a", Assert.Single(await other.ClaimAsync(LedgerWork.Follow, 1)).RequestId);
    }

    /// <summary>A process that was paused for longer than its lease continues with the jobs that no other process has claimed.</summary>
    [Fact]
    public async Task A_job_that_no_process_claimed_after_a_lease_ended_stays_with_its_owner()
    {
        var accepted = await Ledger.UpToAsync("a", LedgerState.Accepted);
        await EndLeaseAsync(Ledger);

        await Ledger.NextAsync(accepted, LedgerState.Ended);

        Assert.Equal(0, (await Ledger.SummarizeAsync()).LeasesLost);
    }

    /// <summary>
    /// If a process releases its jobs and ends, other processes need not wait until its lease expires. Jobs that it was still sending
    /// become unknown.
    /// </summary>
    [Fact]
    public async Task A_process_that_leaves_releases_its_jobs()
    {
        var leaving = await OpenOtherAsync();
        await leaving.UpToAsync("accepted", LedgerState.Accepted);
        await leaving.UpToAsync("sending", LedgerState.Sending);
        await leaving.BeginAsync(Draft.Queued("queued"));
        await leaving.ClaimAsync(LedgerWork.Submit, 1);

        await LeaveAsync(leaving);

        Assert.Equal(["accepted"], (await Ledger.ClaimAsync(LedgerWork.Follow, 10)).Keys());
        Assert.Equal(["queued"], (await Ledger.ClaimAsync(LedgerWork.Submit, 10)).Keys());
        Assert.Equal(LedgerState.Unknown, (await Ledger.FindAsync("sending"))!.State);
    }
}
