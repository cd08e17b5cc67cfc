using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Jobs that wait for a worker, and whose rows are damaged.</summary>
public sealed class UnreadJobsTests
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData(LedgerWork.Submit)]
    [InlineData(LedgerWork.Follow)]
    public async Task A_job_with_a_value_that_cannot_be_read_keeps_no_other_one_waiting_and_is_named(LedgerWork work)
    {
        var (database, time) = (await SharedCluster.DatabaseAsync(), new FakeTime());
        await using (var maker = new PostgreSqlJobLedger(database))
        {
            foreach (var key in new[] { "a", "bad", "c" })
            {
                var begun = work == LedgerWork.Follow ? await maker.UpToAsync(key, LedgerState.Accepted)
                    : await maker.BeginAsync(Desk.Queued(key));
                Assert.Equal(work == LedgerWork.Follow, begun is not null);
            }
        }

        await RunAsync(database, "update schemasdk.jobs set price_usd = 1e40 where key = 'bad'");
        await using var ledger = new PostgreSqlJobLedger(
            database, new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        Assert.Equal(["a", "c"], await ClaimAsync(ledger, work));
        Assert.Contains("\"bad\"", ledger.UpkeepFailure?.Message, StringComparison.Ordinal);

        await RunAsync(database, "update schemasdk.jobs set price_usd = 1 where key = 'bad'");
        Assert.Empty(await ClaimAsync(ledger, work));
        time.Advance(await time.NextDelayAsync());

        Assert.True(await Until.TrueAsync(async () => (await ClaimAsync(ledger, work)).SequenceEqual(["bad"])));
        Assert.Null(ledger.UpkeepFailure);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_whose_input_is_lost_keeps_no_other_one_waiting_and_is_tried_again_by_others()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using (var maker = new PostgreSqlJobLedger(database))
        {
            await maker.BeginAsync(Desk.Queued("a"));
            await maker.BeginAsync(Desk.Intent("bad", input: $"\"{new string('a', 100_000)}\"") with { IsQueued = true });
            await maker.BeginAsync(Desk.Queued("c"));
        }

        var file = await RunAsync(database, """
            checkpoint;
            select current_setting('data_directory') || '/' || pg_relation_filepath(reltoastrelid)
            from pg_class where oid = 'schemasdk.jobs'::regclass
            """);
        NpgsqlConnection.ClearAllPools();
        await cluster.StopAsync();
        await File.WriteAllBytesAsync(Assert.IsType<string>(file), []);
        await cluster.StartServerAsync();

        await using (var ledger = new PostgreSqlJobLedger(database))
        {
            Assert.Equal(["a", "c"], await ClaimAsync(ledger, LedgerWork.Submit));
            var error = ledger.UpkeepFailure!;
            Assert.Equal(("XX001", true), ((error.GetBaseException() as PostgresException)?.SqlState, error.IsLasting));
        }

        await using var other = new PostgreSqlJobLedger(database);
        Assert.Equal(["a", "c"], await ClaimAsync(other, LedgerWork.Submit));
        Assert.Contains("\"bad\"", other.UpkeepFailure?.Message, StringComparison.Ordinal);
        await RunAsync(database, "update schemasdk.jobs set state = 3 where key = 'bad'");
        Assert.Empty(await ClaimAsync(other, LedgerWork.Submit));
        Assert.Null(other.UpkeepFailure);
    }

    private static async Task<List<string>> ClaimAsync(PostgreSqlJobLedger ledger, LedgerWork work) =>
        [.. (await ledger.ClaimAsync(work, 10)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    private static async Task<object?> RunAsync(string database, string statement)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
