using SchemaSdk.PostgreSql;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class DatabaseLedgerTests : EmulatedTest
{
    private static readonly byte[] Input = """{"prompt":"It falls."}"""u8.ToArray();

    // The server starts slowly, so the tests share it. It stops when the test process ends.
    private static readonly Lazy<Task<PrivateCluster>> Cluster = new(static () => PrivateCluster.StartAsync());

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task The_jobs_of_a_database_in_use_are_listed_settled_and_exported()
    {
        var database = await (await Cluster.Value).CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        var sending = await SendAsync(ledger, "order-1");
        await ledger.RecordAsync(sending with { State = LedgerState.Unknown, Version = 3 });
        Tool.SetEnvironment("SCHEMASDK_LEDGER", database + ";Password=secret-of-the-database");

        Assert.Equal(1, await RunAsync("jobs", "list", "--unknown"));
        Assert.EndsWith("1 job: 1 unknown.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("jobs", "settle", "order-1", "--not-accepted", "--yes", "--by", "Ada"));
        Assert.Equal(0, await RunAsync("jobs", "export"));

        var job = JsonNode.Parse(Tool.Output)!;
        Assert.Equal(("refused", "Ada"), ((string?)job["state"], (string?)job["settledBy"]));
        Assert.Equal("It falls.", (string?)job["input"]!["prompt"]);
        Assert.DoesNotContain("secret-of-the-database", Tool.Output + Tool.Error, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Refused, (await ledger.FindAsync("order-1"))!.State);
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task An_accepted_job_is_awaited_unless_another_process_has_claimed_it()
    {
        var database = await (await Cluster.Value).CreateDatabaseAsync();
        var id = await RunAtServiceAsync();
        await using (var ended = new PostgreSqlJobLedger(database))
        {
            await AcceptAsync(ended, "order-1", id);
        }

        await using var ledger = new PostgreSqlJobLedger(database);
        await AcceptAsync(ledger, "order-2", "another-id");
        Tool.SetEnvironment("SCHEMASDK_LEDGER", database);
        Time.Pass(TimeSpan.FromDays(10_000));   // this machine's clock is ahead of the database's clock

        await ReportsAsync(0, $"order-2  {ledger.Owner} is working on the job.", "jobs", "resume");
        Assert.Contains($"succeeded  order-1  {id}  {{\"video\":", Tool.Output, StringComparison.Ordinal);
        var (first, second) = ((await ledger.FindAsync("order-1"))!, (await ledger.FindAsync("order-2"))!);
        Assert.Equal((LedgerState.Ended, JobState.Succeeded, false), (first.State, first.End?.Outcome, first.Result.IsEmpty));
        Assert.Equal((LedgerState.Accepted, ledger.Owner), (second.State, second.Lease.Owner));
        Assert.Equal(1, Emulator.Bills);
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task Nothing_is_submitted_while_workers_have_budgets_except_on_request()
    {
        var database = await (await Cluster.Value).CreateDatabaseAsync();
        var budgets = new PostgreSqlLedgerOptions { Budgets = [new() { LimitUsd = 1 }] };
        await using (var worker = new PostgreSqlJobLedger(database, budgets))
        {
            await AcceptAsync(worker, "order-1", "an-id", priceUsd: 1);
            await worker.BeginAsync(worker.IntentOf("order-2", Star, Input));
        }

        Tool.SetEnvironment("SCHEMASDK_LEDGER", database);

        await FailsAsync(2, "use --ignore-budgets", "jobs", "resume", "--submit");
        Assert.Equal(0, Emulator.Requests);

        await RunAsync("jobs", "resume", "--submit", "--ignore-budgets");
        Assert.Contains("succeeded  order-2", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("Host=127.0.0.1;Port=1;Username=me;Database=jobs;Timeout=1")]
    [InlineData("Host=db;Nonsense=1")]
    public async Task An_unusable_database_is_reported(string connectionString)
    {
        Assert.Equal(2, await RunAsync("jobs", "list", "--ledger", connectionString));

        Assert.StartsWith("schemasdk: ", Tool.Error, StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(PostgreSqlJobLedger ledger, string key, string id, decimal? priceUsd = null)
    {
        var sending = await SendAsync(ledger, key, priceUsd);
        await ledger.RecordAsync(sending with { State = LedgerState.Accepted, Version = 3, RequestId = id });
    }

    private static async Task<LedgerEntry> SendAsync(PostgreSqlJobLedger ledger, string key, decimal? priceUsd = null)
    {
        var intent = ledger.IntentOf(key, Star, Input) with { IsQueued = false };
        await ledger.BeginAsync(intent);
        var sending = intent with
        {
            State = LedgerState.Sending,
            Version = 2,
            Attempt = new() { Number = 1, SentAt = intent.ChangedAt },
            PriceUsd = priceUsd,
            Input = default,
        };
        await ledger.RecordAsync(sending);
        return sending;
    }
}
