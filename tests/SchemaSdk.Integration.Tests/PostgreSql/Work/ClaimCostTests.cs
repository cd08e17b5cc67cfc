namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class ClaimCostTests : DatabaseTest
{
    private const int Jobs = 1_000;

    [TheoryWith(Server.PostgreSql)]
    [InlineData(LedgerWork.Follow, LedgerState.Accepted, true)]
    [InlineData(LedgerWork.FollowToEnd, LedgerState.Accepted, true)]
    [InlineData(LedgerWork.FollowToEnd, LedgerState.Ended, false)]
    [InlineData(LedgerWork.Submit, LedgerState.Accepted, true)]
    public async Task A_claim_reads_no_jobs_of_running_processes_and_a_claim_to_follow_jobs_reads_no_ended_jobs(
        LedgerWork work, LedgerState state, bool areHeld)
    {
        await using (var maker = new PostgreSqlJobLedger(Database))
        {
            await maker.UpToAsync("k", state);
        }

        await CopyAsync();
        if (areHeld)
        {
            await RunAloneAsync("""
                insert into schemasdk.workers values ('00000000-0000-0000-0000-000000000001', 'w', now() + interval '1 hour', 3600000);
                update schemasdk.jobs set worker = '00000000-0000-0000-0000-000000000001';
                """);
        }

        await RunAloneAsync("vacuum analyze schemasdk.jobs");

        await ClaimAsync(work, claimed: 0);
        Assert.InRange(await ReadAsync("jobs%"), 0, Jobs / 10);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_claim_of_new_jobs_reads_only_the_start_of_their_queue()
    {
        await using (var maker = new PostgreSqlJobLedger(Database))
        {
            await maker.BeginAsync(Draft.Queued("k"));
        }

        // Does not run ANALYZE, because workers may claim new jobs before the server has statistics about them.
        await CopyAsync();

        await ClaimAsync(LedgerWork.Submit, claimed: 10);
        Assert.InRange(await ReadAsync("jobs_to_submit"), 10, Jobs / 10);
    }

    private Task<object?> CopyAsync() => RunAloneAsync($"""
        insert into schemasdk.jobs overriding user value select (jsonb_populate_record(j, jsonb_build_object(
          'key', 'k' || i, 'request_id', j.request_id || i, 'place', 1000 + i, 'token', gen_random_uuid()))).*
        from schemasdk.jobs j, generate_series(2, {Jobs}) i
        """);

    private async Task ClaimAsync(LedgerWork work, int claimed)
    {
        await UntilAloneAsync();
        await RunAloneAsync("select pg_stat_reset()");
        await using var ledger = new PostgreSqlJobLedger(Database);
        Assert.Equal(claimed, (await ledger.ClaimAsync(work, 10)).Count);
    }

    private async Task<decimal> ReadAsync(string names)
    {
        // A session reports its reads only when it ends.
        await UntilAloneAsync();
        return Assert.IsType<decimal>(await RunAloneAsync($"""
            select (select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables where relname like '{names}')
              + (select sum(idx_tup_read) from pg_stat_user_indexes where indexrelname like '{names}')
            """));
    }

    private Task UntilAloneAsync() => Soon.Until(async () => await RunAsync("""
        select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        """) is 0L);

    private Task<object?> RunAloneAsync(string statement) => SharedCluster.RunAloneAsync(Database, statement);
}
