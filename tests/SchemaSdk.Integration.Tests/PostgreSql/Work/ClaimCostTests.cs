using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>A claim reads the jobs that it takes, and not those beside them.</summary>
public sealed class ClaimCostTests : IAsyncLifetime
{
    private const int Jobs = 1_000;

    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<LedgerWork, LedgerState, bool> Claims
    {
        get
        {
            var claims = new TheoryData<LedgerWork, LedgerState, bool>
            {
                { LedgerWork.Follow, LedgerState.Accepted, true },
                { LedgerWork.FollowToEnd, LedgerState.Ended, false },
            };
            if (FullRun.IsIt)
            {
                claims.Add(LedgerWork.Submit, LedgerState.Accepted, true);
                claims.Add(LedgerWork.FollowToEnd, LedgerState.Accepted, true);
            }

            return claims;
        }
    }

    [TheoryWith(Server.PostgreSql)]
    [MemberData(nameof(Claims))]
    public async Task A_claim_reads_no_jobs_of_living_processes_and_one_to_the_end_none_that_have_ended(
        LedgerWork work, LedgerState state, bool areHeld)
    {
        await using (var maker = new PostgreSqlJobLedger(_database))
        {
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => maker.UpToAsync($"k{at}", state)));
        }

        if (areHeld)
        {
            await RunAsync("""
                insert into schemasdk.workers values ('00000000-0000-0000-0000-000000000001', 'w', now() + interval '1 hour', 3600000);
                update schemasdk.jobs set worker = '00000000-0000-0000-0000-000000000001';
                """);
        }

        await RunAsync("vacuum analyze schemasdk.jobs");
        await UntilAloneAsync();
        await RunAsync("select pg_stat_reset()");

        await using (var ledger = new PostgreSqlJobLedger(_database))
        {
            Assert.Empty(await ledger.ClaimAsync(work, 10));
        }

        // A session tells what it has read when it ends.
        await UntilAloneAsync();
        var read = await RunAsync("""
            select (select sum(seq_tup_read) from pg_stat_user_tables where relname = 'jobs')
              + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'jobs')
            """);
        Assert.InRange(Assert.IsType<decimal>(read), 0, Jobs / 10);
    }

    private async Task UntilAloneAsync() => Assert.True(await Until.TrueAsync(async () => await RunAsync("""
        select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        """) is 0L));

    // Without a pool, so that the session ends.
    private async Task<object?> RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection($"{_database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
