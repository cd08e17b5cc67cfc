using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class BlockedKeyTests : DatabaseTest
{
    private const int Held = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<NpgsqlTransaction> _transactions = [];

    [FactWith(Server.PostgreSql)]
    public async Task First_entries_that_wait_for_transactions_delay_no_others()
    {
        foreach (var at in Enumerable.Range(0, Held))
        {
            Assert.Null(await Ledger.BeginAsync(Draft.Intent($"held-{at}"), await TransactionAsync()));
        }

        var held = new List<(Task<LedgerEntry?> First, Task<LedgerEntry?> Second)>();
        foreach (var moment in Enumerable.Range(0, Held).Chunk(Held / 2))
        {
            held.AddRange(moment.Select(at => (
                Ledger.BeginAsync(Draft.Intent($"held-{at}", input: "\"first\"")).AsTask(),
                Ledger.BeginAsync(Draft.Intent($"held-{at}", input: "\"second\"")).AsTask())));
            await OthersGoThroughAsync(Ledger, $"{moment[0]}");
        }

        Assert.DoesNotContain(held, calls => calls.First.IsCompleted || calls.Second.IsCompleted);

        // In reverse order, each entry is recorded while all earlier ones are still waiting.
        foreach (var at in Enumerable.Range(0, Held).Reverse())
        {
            await _transactions[at].RollbackAsync();
            Assert.Null(await held[at].First.WaitAsync(Limit));
            Assert.Equal("\"first\"", (await held[at].Second.WaitAsync(Limit))?.Input.Text());
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task Later_entries_that_wait_for_transactions_delay_no_others_and_keep_their_order()
    {
        var sending = await Task.WhenAll(Enumerable.Range(0, Held).Select(at => Ledger.UpToAsync($"held-{at}", LedgerState.Sending)));
        foreach (var last in sending)
        {
            await LockAsync(last.Key);
        }

        var held = new List<Task>();
        foreach (var moment in sending.Chunk(Held / 2))
        {
            foreach (var accepted in moment.Select(last => last.Next(LedgerState.Accepted, $"req-{last.Key}")))
            {
                held.Add(Ledger.RecordAsync(accepted).AsTask());
                held.Add(Ledger.RecordAsync(accepted.Next(LedgerState.Ended)).AsTask());
            }

            await OthersGoThroughAsync(Ledger, moment[0].Key);
        }

        Assert.DoesNotContain(held, call => call.IsCompleted);

        await EndAsync();
        await Task.WhenAll(held).WaitAsync(Limit);
        Assert.Equal(Held, (await Ledger.SummarizeAsync()).Ended);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_release_that_waits_for_a_transaction_delays_no_other_release()
    {
        await Ledger.UpToAsync("held", LedgerState.Accepted);
        await Ledger.UpToAsync("free", LedgerState.Accepted);
        await LockAsync("held");

        var held = Ledger.ReleaseAsync(["held"]).AsTask();
        await Ledger.ReleaseAsync(["free"]).AsTask().WaitAsync(Limit);
        Assert.Equal("free", Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 10)).Key);
        Assert.False(held.IsCompleted);

        await EndAsync();
        await held.WaitAsync(Limit);
        Assert.Equal("held", Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Disposal_waits_for_entries_that_wait_for_a_transaction()
    {
        await Ledger.BeginAsync(Draft.Intent("held"), await TransactionAsync());
        var held = Ledger.BeginAsync(Draft.Intent("held")).AsTask();
        await OthersGoThroughAsync(Ledger);

        var end = Ledger.DisposeAsync().AsTask();
        await OthersGoThroughAsync(Other, "other");
        Assert.False(end.IsCompleted);
        await EndAsync();

        await end.WaitAsync(Limit);
        Assert.True(held.IsCompletedSuccessfully);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_entry_that_waits_too_long_for_a_transaction_fails_with_the_reason()
    {
        var time = new FakeTime();
        await using var ledger = new PostgreSqlJobLedger(Database, new() { Ledger = new() { TimeProvider = time } });
        await ledger.BeginAsync(Draft.Intent("held"), await TransactionAsync());
        var held = ledger.BeginAsync(Draft.Intent("held")).AsTask();
        await OthersGoThroughAsync(ledger);
        Assert.False(held.IsCompleted);

        await Soon.Until(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return held.IsCompleted;
        });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => held);
        Assert.Contains("is locking the ledger's rows", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsLasting);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_transaction_that_waits_beyond_its_command_timeout_fails_with_the_reason()
    {
        await Ledger.BeginAsync(Draft.Intent("held"), await TransactionAsync());
        var impatient = new NpgsqlConnectionStringBuilder(Database) { CommandTimeout = 1 };
        await using var connection = new NpgsqlConnection(impatient.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.BeginAsync(Draft.Intent("held"), transaction).AsTask());

        Assert.Contains("within the command timeout of the transaction's connection (1 s)", error.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_entry_waits_for_a_locked_row_beyond_the_statement_timeout()
    {
        await Ledger.MigrateAsync();
        await using var ledger = new PostgreSqlJobLedger($"{Database};Options=-c statement_timeout=2s");
        var sending = await ledger.UpToAsync("a", LedgerState.Sending);
        await using var other = await BeginAsync("select from schemasdk.jobs for update");

        var accepting = ledger.NextAsync(sending, LedgerState.Accepted, "req-1");
        await RunAsync("select pg_sleep(2.5)");
        await other.RollbackAsync();

        Assert.Equal("req-1", (await accepting).RequestId);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_timeout_in_the_callers_transaction_says_to_run_the_transaction_again()
    {
        await Ledger.MigrateAsync();
        var transaction = await TransactionAsync("set local statement_timeout = '200ms'");
        await TransactionAsync("lock table schemasdk.jobs");

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.BeginAsync(Draft.Intent("a"), transaction).AsTask());

        Assert.Contains("statement_timeout, transaction_timeout", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Then roll back your own transaction, and run it again.", error.Message, StringComparison.Ordinal);
    }

    private static async Task OthersGoThroughAsync(PostgreSqlJobLedger ledger, string of = "")
    {
        var limit = Task.Delay(Limit);
        foreach (var round in Enumerable.Range(0, 2))
        {
            var jobs = Enumerable.Range(0, 10).Select(at => $"{of} {round}-{at}");
            var lines = Task.WhenAll(jobs.Select(job => ledger.UpToAsync(job, LedgerState.Accepted, price: 0.1m)));
            Assert.Same(lines, await Task.WhenAny(lines, limit));
        }
    }

    private async Task<NpgsqlTransaction> TransactionAsync(string? statement = null)
    {
        _transactions.Add(await BeginAsync(statement));
        return _transactions[^1];
    }

    private Task LockAsync(string key) => TransactionAsync($"select from schemasdk.jobs where key = '{key}' for update");

    private async Task EndAsync()
    {
        foreach (var transaction in _transactions)
        {
            await transaction.DisposeAsync();
        }
    }
}
