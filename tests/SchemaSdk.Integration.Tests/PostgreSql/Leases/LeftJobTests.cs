namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class LeftJobTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task Disposal_releases_the_jobs_of_a_canceled_claim()
    {
        await Other.BeginAsync(Draft.Queued("k"));
        var leaving = new PostgreSqlJobLedger(Database);
        await leaving.SummarizeAsync();
        await using var transaction = await BeginAsync("lock table schemasdk.jobs in share row exclusive mode");
        using var stop = new CancellationTokenSource();
        var claiming = leaving.ClaimAsync(LedgerWork.Submit, 1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claiming);

        var end = leaving.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        await transaction.CommitAsync();
        await end;

        Assert.Equal("k", Assert.Single(await Other.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Disposal_does_not_wait_for_a_locked_job()
    {
        var leaving = new PostgreSqlJobLedger(Database + ";Command Timeout=0");
        await leaving.UpToAsync("held", LedgerState.Accepted);
        await leaving.UpToAsync("free", LedgerState.Accepted);
        await using var transaction = await BeginAsync("select from schemasdk.jobs where key = 'held' for update");

        await leaving.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("free", Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 10)).Key);
        await transaction.CommitAsync();
        Assert.Equal("held", Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Jobs_of_a_worker_without_a_row_are_claimed_by_others()
    {
        await Ledger.BeginAsync(Draft.Queued("k"));
        await RunAsync("update schemasdk.jobs set worker = gen_random_uuid()");

        Assert.Equal("k", Assert.Single(await Ledger.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_next_claim_removes_the_rows_of_dead_processes()
    {
        await Ledger.MigrateAsync();
        await RunAsync("""
            insert into schemasdk.workers
            select gen_random_uuid(), name, now() - dead, 0
            from (values ('old', interval '2 days'), ('new', '1 hour')) v (name, dead)
            """);

        await Ledger.ClaimAsync(LedgerWork.Submit, 1);

        Assert.Equal(Ledger.Owner, await RunAsync("select string_agg(name, ' ' order by leased_until) from schemasdk.workers"));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_that_found_a_job_of_a_dead_process_blocks_no_other_process(bool isCommitted)
    {
        var sending = await DiedAsync(LedgerState.Sending);
        await using var ledger = Impatient();
        await using var transaction = await BeginAsync();

        var known = await ledger.BeginAsync(Draft.Queued("a"), transaction);

        Assert.Equal((LedgerState.Unknown, sending.Version + 1), (known!.State, known.Version));
        Assert.Equal((1, 2), ((await ledger.SummarizeAsync()).Sending, (await ledger.SummarizeAsync()).Unknown));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 10));
        Assert.All(
            [await ledger.FindAsync("a"), .. await ledger.ListAsync().AllAsync()],
            entry => Assert.Equal((LedgerState.Unknown, sending.Version + 1), (entry!.State, entry.Version)));

        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        Assert.Equal(3, (await ledger.SummarizeAsync()).Unknown);
        await ledger.NextAsync(known, LedgerState.Accepted, "req");
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_locked_job_of_a_dead_process_does_not_delay_the_claim_of_others()
    {
        await DiedAsync(LedgerState.Accepted);
        await using var ledger = Impatient();
        await using var transaction = await BeginAsync("select from schemasdk.jobs where key = 'a' for update");

        Assert.Equal(2, (await ledger.ClaimAsync(LedgerWork.Follow, 10)).Count);

        await transaction.CommitAsync();
        Assert.Equal("a", Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    private PostgreSqlJobLedger Impatient() => new(Database + ";Command Timeout=2", new() { RetryTime = TimeSpan.Zero });

    private Task<LedgerEntry> DiedAsync(LedgerState state) => DieAfterAsync(async ledger =>
    {
        await ledger.UpToAsync("a", state);
        await ledger.UpToAsync("b", state);
        return await ledger.UpToAsync("c", state);
    });
}
