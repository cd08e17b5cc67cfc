using Microsoft.Data.Sqlite;
using SchemaSdk.Integration.Tests.Reconciling;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class CallersTransactionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteJobLedger _ledger = null!;
    private SqliteConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _ledger = new SqliteJobLedger(_folder.File("jobs.db"));
        _connection = await OpenAsync("jobs.db");
        await RunAsync("create table orders (id text)");
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_commit_makes_the_job_visible()
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await RunAsync("insert into orders values ('order-1')");
        Assert.Null(await _ledger.BeginAsync(Draft.Queued("order-1"), transaction));
        Assert.Null(await _ledger.FindAsync("order-1"));

        await transaction.CommitAsync();

        Assert.Equal("order-1", Assert.Single(await _ledger.ClaimAsync(LedgerWork.Submit, 1)).Key);
        Assert.Equal(1L, await RunAsync("select count(*) from orders"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rollback_or_a_closed_connection_leaves_no_job(bool isClosed)
    {
        await using (var transaction = await _connection.BeginTransactionAsync())
        {
            await RunAsync("insert into orders values ('order-1')");
            Assert.Null(await _ledger.BeginAsync(Draft.Queued("order-1"), transaction));
            await (isClosed ? _connection.CloseAsync() : transaction.RollbackAsync());
        }

        await _connection.OpenAsync();
        Assert.Null(await _ledger.FindAsync("order-1"));
        Assert.Equal(0L, await RunAsync("select count(*) from orders"));
    }

    [Fact]
    public async Task A_process_that_is_killed_in_its_transaction_leaves_no_job_and_the_key_can_be_enqueued_again()
    {
        using var other = new OtherProgram(_folder.File("jobs.db"));
        Assert.Equal("", other.Run("enqueue order-1"));
        Assert.Null(await _ledger.FindAsync("order-1"));

        other.Kill();

        Assert.Null(await _ledger.BeginAsync(Draft.Queued("order-1")));
        Assert.Equal("order-1", Assert.Single(await _ledger.ClaimAsync(LedgerWork.Submit, 10)).Key);
    }

    [Fact]
    public async Task A_known_key_returns_its_job_and_the_transaction_continues()
    {
        await _ledger.UpToAsync("order-1", LedgerState.Accepted);
        await using var transaction = await _connection.BeginTransactionAsync();

        var known = await _ledger.BeginAsync(Draft.Queued("order-1"), transaction);
        await _ledger.BeginAsync(Draft.Queued("order-2"), transaction);
        await transaction.CommitAsync();

        Assert.Equal((LedgerState.Accepted, "req-order-1"), (known!.State, known.RequestId));
        Assert.NotNull(await _ledger.FindAsync("order-2"));
    }

    [Fact]
    public async Task A_deferred_transaction_waits_for_another_writer()
    {
        await using var other = await OpenAsync("jobs.db");
        await using var writing = await other.BeginTransactionAsync();
        await using var transaction = _connection.BeginTransaction(deferred: true);

        var beginning = Task.Run(() => _ledger.BeginAsync(Draft.Queued("order-1"), transaction).AsTask());
        Assert.NotSame(beginning, await Task.WhenAny(beginning, Task.Delay(TimeSpan.FromMilliseconds(300))));
        await writing.CommitAsync();

        Assert.Null(await beginning);
        await transaction.CommitAsync();
        Assert.NotNull(await _ledger.FindAsync("order-1"));
    }

    [Fact]
    public async Task A_deferred_transaction_that_has_read_an_older_state_must_be_repeated()
    {
        _connection.DefaultTimeout = 1;
        await using var transaction = _connection.BeginTransaction(deferred: true);
        await RunAsync("select count(*) from orders");
        await _ledger.BeginAsync(Draft.Queued("order-1"));

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            () => _ledger.BeginAsync(Draft.Queued("order-2"), transaction).AsTask());

        Assert.Contains("Roll the transaction back, and repeat it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_job_can_be_enqueued_in_a_transaction_that_SQLite_rolled_back()
    {
        await RunAsync("create unique index one on orders (id)");
        await using var transaction = await _connection.BeginTransactionAsync();
        await RunAsync("insert into orders values ('order-1')");
        await Assert.ThrowsAsync<SqliteException>(() => RunAsync("insert or rollback into orders values ('order-1')"));

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            () => _ledger.BeginAsync(Draft.Queued("order-1"), transaction).AsTask());

        Assert.Contains("). None of the changes were committed.", error.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.FindAsync("order-1"));
    }

    [Fact]
    public async Task An_entry_that_fills_the_disk_reports_that_the_transaction_was_rolled_back()
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await RunAsync("insert into orders values ('order-1')");
        await RunAsync("pragma max_page_count = 1");

        var job = Draft.Queued("order-1") with { Input = new byte[1_000_000] };
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => _ledger.BeginAsync(job, transaction).AsTask());

        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        Assert.Contains("SQLite rolled back a transaction in the ledger", error.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.FindAsync("order-1"));
    }

    [Fact]
    public async Task A_transaction_on_another_database_is_refused()
    {
        await using var other = await OpenAsync("other.db");
        await using var transaction = await other.BeginTransactionAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(Draft.Queued("a"), transaction).AsTask());

        Assert.Equal(
            $"The transaction belongs to the database '{_folder.File("other.db")}', but the ledger is '{_folder.File("jobs.db")}'. Begin "
            + "the transaction on a connection to the ledger's file. (Parameter 'transaction')",
            error.Message);
    }

    [Fact]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await transaction.CommitAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(Draft.Queued("a"), transaction).AsTask());

        Assert.StartsWith("The transaction has ended. Begin another one.", error.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.FindAsync("a"));
    }

    [Fact]
    public async Task A_worker_enqueues_new_and_refused_jobs_in_the_transaction()
    {
        using var client = new ListedClient(ModelService.RunComfy, new HttpClient(), new() { Ledger = _ledger, ApiToken = "t" });
        using var worker = new ModelJobsWorker(client);
        var input = JsonDocument.Parse("""{"prompt":"a cat"}""").RootElement;
        var intent = worker.Jobs.IntentOf("again", "acme/still", input);
        await _ledger.BeginAsync(intent);
        await _ledger.NextAsync(intent, LedgerState.Refused);
        await using var transaction = await _connection.BeginTransactionAsync();

        var job = await worker.Jobs.EnqueueAsync(transaction, "order-1", "acme/still", input);
        var again = await worker.Jobs.EnqueueAsync(transaction, "again", "acme/still", input);
        await transaction.CommitAsync();

        Assert.Equal((1, true), (job.Version, job.IsQueued));
        Assert.Equal((3, LedgerState.Intended), (again.Version, again.State));
        Assert.Equal(2, (await _ledger.ClaimAsync(LedgerWork.Submit, 10)).Count);
    }

    [Fact]
    public async Task The_ledger_can_be_opened_again_although_the_pool_closed_the_callers_connection_last()
    {
        var path = _folder.File("pooled.db");
        await using var pooled = new SqliteConnection($"Data Source={path}");
        await using (var ledger = new SqliteJobLedger(path))
        {
            await pooled.OpenAsync();
            await using var transaction = await pooled.BeginTransactionAsync();
            await ledger.BeginAsync(Draft.Queued("order-1"), transaction);
            await transaction.CommitAsync();
            await pooled.CloseAsync();
        }

        // Closes the pooled connection, as the driver does at the end of the process.
        SqliteConnection.ClearPool(pooled);

        await using var again = new SqliteJobLedger(path);
        Assert.NotNull(await again.FindAsync("order-1"));
    }

    private async Task<SqliteConnection> OpenAsync(string name)
    {
        var connection = new SqliteConnection($"Data Source={_folder.File(name)};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private async Task<object?> RunAsync(string text)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = text;
        return await command.ExecuteScalarAsync();
    }
}
