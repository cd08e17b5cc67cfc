using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

// Only full runs include these tests, because they start a separate server.
[Trait("Size", "Full")]
public sealed class RestartTests
{
    private static readonly Lazy<Task<PrivateCluster>> Started = new(static () => PrivateCluster.StartAsync());

    [FactWith(Server.PostgreSql)]
    public async Task A_restart_of_the_server_only_delays_entries()
    {
        var cluster = await Started.Value;
        var database = await cluster.CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.BeginAsync(Draft.Intent("first"));
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(lane => WriteAsync(ledger, $"{lane}", stop.Token)));

        await cluster.RestartAsync(isCrash: true);
        await ledger.BeginAsync(Draft.Intent("between"));
        await cluster.RestartAsync();
        await ledger.BeginAsync(Draft.Intent("last"));
        await stop.CancelAsync();
        var written = (await writing).Sum();

        var all = await ledger.ListAsync().AllAsync();
        Assert.Equal(written + 3, all.Count);
        Assert.Equal(written, all.Count(entry => entry.State == LedgerState.Delivered));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_lease_that_expired_while_the_server_was_down_is_valid_again_after_the_restart()
    {
        var cluster = await Started.Value;
        var database = await cluster.CreateDatabaseAsync();

        // The clock is stopped so that the lease is not renewed. Disposing the ledger would end the lease.
        var late = new PostgreSqlJobLedger(
            database, new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = new FakeTime() } });
        await late.UpToAsync("k", LedgerState.Sending);
        await SharedCluster.RunAloneAsync(database, "update schemasdk.workers set leased_until = now() - interval '1 second'");

        await cluster.RestartAsync();

        await using var other = new PostgreSqlJobLedger(database);
        var found = (await other.FindAsync("k"))!;
        Assert.Equal((LedgerState.Sending, late.Owner), (found.State, found.Lease.Owner));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_whose_input_is_lost_delays_no_other_job_and_is_claimed_again_by_another_process()
    {
        var cluster = await Started.Value;
        var database = await cluster.CreateDatabaseAsync();
        await using (var maker = new PostgreSqlJobLedger(database))
        {
            await maker.BeginAsync(Draft.Queued("a"));
            await maker.BeginAsync(Draft.Intent("bad", input: $"\"{new string('a', 100_000)}\"") with { IsQueued = true });
            await maker.BeginAsync(Draft.Queued("c"));
        }

        var file = await SharedCluster.RunAloneAsync(database, """
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
            Assert.Equal(["a", "c"], await ClaimAsync(ledger));
            var error = ledger.UpkeepFailure!;
            Assert.Equal(("XX001", true), ((error.GetBaseException() as PostgresException)?.SqlState, error.IsLasting));
        }

        await using var other = new PostgreSqlJobLedger(database);
        Assert.Equal(["a", "c"], await ClaimAsync(other));
        Assert.Contains("\"bad\"", other.UpkeepFailure?.Message, StringComparison.Ordinal);
        await SharedCluster.RunAloneAsync(database, "update schemasdk.jobs set state = 3 where key = 'bad'");
        Assert.Empty(await ClaimAsync(other));
        Assert.Null(other.UpkeepFailure);
    }

    private static async Task<int> WriteAsync(PostgreSqlJobLedger ledger, string lane, CancellationToken stop)
    {
        var written = 0;
        for (; !stop.IsCancellationRequested; written++)
        {
            await ledger.UpToAsync($"{lane}-{written}", LedgerState.Delivered);
        }

        return written;
    }

    private static async Task<List<string>> ClaimAsync(PostgreSqlJobLedger ledger) =>
        [.. (await ledger.ClaimAsync(LedgerWork.Submit, 10)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
}
