using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Enqueuing in a SQLite transaction must not wait for another write, because the transaction blocks all other writes.</summary>
public sealed class FilesInTransactionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Shop _shop = new();
    private SqliteJobLedger _ledger = null!;
    private SqliteConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _ledger = Open(TimeProvider.System);
        _connection = new SqliteConnection($"Data Source={_folder.File("jobs.db")};Pooling=False");
        await _connection.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _ledger.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_with_a_file_is_enqueued_and_its_copy_is_removed_once_it_is_accepted()
    {
        using var host = _shop.Build(ledger: _ledger);

        Assert.Equal(LedgerState.Intended, (await EnqueueInTransactionAsync(host)).State);
        Assert.Single(Copies());
        await host.StartAsync();
        await Soon.Async(host.Jobs().WaitAsync("order-1"));
        await host.StopAsync();

        Assert.Empty(Copies());
        Assert.True((await EnqueueInTransactionAsync(host)).WasAccepted);
        Assert.Empty(Copies());
        Assert.Equal(1, _shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_with_a_file_whose_sender_is_presumed_dead_is_returned_as_unknown()
    {
        await using var dead = Open(new FakeTime());
        using var gone = _shop.Build(ledger: dead, configure: options => options.MaxFollowed = 0);
        await gone.Jobs().EnqueueAsync("order-1", gone.ImageToVideo(), Shop.Filmed);
        await dead.NextAsync(Assert.Single(await dead.ClaimAsync(LedgerWork.Submit, 1)), LedgerState.Sending);
        using var host = _shop.Build(ledger: _ledger);

        var known = await EnqueueInTransactionAsync(host);

        Assert.Equal(LedgerState.Unknown, known.State);
    }

    [Fact]
    public async Task A_job_with_a_file_that_this_process_is_submitting_is_returned()
    {
        using var submit = new HeldAnswers();
        using var host = _shop.Build(ledger: _ledger, inFront: submit);
        var submitting = host.ImageToVideo().SubmitAsync(Shop.Filmed, new RunOptions { Key = "order-1" });
        await Soon.Async(submit.Reached);

        var known = await Soon.Async(EnqueueInTransactionAsync(host));
        submit.Go();
        await Soon.Async(submitting);

        Assert.Equal(LedgerState.Sending, known.State);
        Assert.Equal(1, _shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Empty(Copies());
    }

    private SqliteJobLedger Open(TimeProvider time) => new(_folder.File("jobs.db"), new()
    {
        RetryTime = TimeSpan.FromSeconds(1),
        Ledger = new() { InputFolder = _folder.File("inputs"), TimeProvider = time },
    });

    private async Task<LedgerEntry> EnqueueInTransactionAsync(IHost host)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        var job = await host.Jobs().EnqueueAsync(transaction, "order-1", host.ImageToVideo(), Shop.Filmed);
        await transaction.CommitAsync();
        return job;
    }

    private string[] Copies() => Directory.Exists(_folder.File("inputs"))
        ? Directory.GetFiles(_folder.File("inputs"), "*", SearchOption.AllDirectories) : [];
}
