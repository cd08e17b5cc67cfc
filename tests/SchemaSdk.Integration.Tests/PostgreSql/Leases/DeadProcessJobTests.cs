namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class DeadProcessJobTests : DatabaseTest
{
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
