using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Jobs of a file that wait for a worker in a bad sector.</summary>
public sealed class FileUnreadTests : IAsyncLifetime
{
    private readonly ForgetfulDisk _disk = new();
    private readonly FakeTime _time = new();
    private FileJobLedger _ledger = null!;

    public Task InitializeAsync()
    {
        _ledger = Shelf.Open(new ForgetfulFolder(Shelf.Name, _disk), time: _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    [Theory]
    [InlineData(LedgerWork.Submit)]
    [InlineData(LedgerWork.Follow)]
    public async Task A_job_that_cannot_be_read_keeps_no_other_one_waiting_and_is_told(LedgerWork work)
    {
        foreach (var key in new[] { "a", "bad", "c" })
        {
            var line = Shelf.Intent(key, $$"""{"prompt":"{{key}}"}""") with { IsQueued = true };
            await _ledger.BeginAsync(line);
            if (work == LedgerWork.Follow)
            {
                await _ledger.NextAsync(await _ledger.NextAsync(line, LedgerState.Sending), LedgerState.Accepted, $"req-{key}");
            }
        }

        _disk.Bad = "\"bad\"";
        Assert.Equal(["a", "c"], await ClaimAsync(work));
        await Assert.ThrowsAsync<ModelLedgerException>(() => ClaimAsync(work));

        Assert.Null(await _ledger.BeginAsync(Shelf.Intent("d") with { IsQueued = true }));
        Assert.Empty(await ClaimAsync(LedgerWork.Follow));
        Assert.Equal(["d"], await ClaimAsync(LedgerWork.Submit));

        _disk.Bad = null;
        Assert.Equal(["bad"], await ClaimAsync(work));
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_is_tried_after_a_while_and_not_at_once()
    {
        await _ledger.BeginAsync(Shelf.Intent("a", """{"prompt":"bad"}""") with { IsQueued = true });
        await Soon.Async(_ledger.WaitForWorkAsync());
        _disk.Bad = "\"bad\"";

        var told = 0;
        for (var rounds = 0; rounds < 30; rounds++)
        {
            told += await Record.ExceptionAsync(() => ClaimAsync(LedgerWork.Submit)) is ModelLedgerException ? 1 : 0;
        }

        var idle = _ledger.WaitForWorkAsync();
        Assert.Equal((3, false), (told, idle.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(10));
        await Soon.Async(idle);
        _disk.Bad = null;
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Submit));
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_is_told_by_the_health_of_the_ledger_until_it_can()
    {
        await _ledger.BeginAsync(Shelf.Intent("a", """{"prompt":"bad"}""") with { IsQueued = true });
        _disk.Bad = "\"bad\"";
        await Assert.ThrowsAsync<ModelLedgerException>(() => ClaimAsync(LedgerWork.Submit));
        for (var quiet = 0; quiet < 10; quiet++)
        {
            Assert.Empty(await ClaimAsync(LedgerWork.Submit));
            Assert.Contains("\"a\"", _ledger.UpkeepFailure?.Message, StringComparison.Ordinal);
        }

        _disk.Bad = null;
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Submit));
        Assert.Null(_ledger.UpkeepFailure);
    }

    [Fact]
    public async Task A_job_that_could_not_be_read_and_that_somebody_else_finished_is_told_no_more()
    {
        var line = Shelf.Intent("a", """{"prompt":"bad"}""") with { IsQueued = true };
        await _ledger.BeginAsync(line);
        _disk.Bad = "\"bad\"";
        await Assert.ThrowsAsync<ModelLedgerException>(() => ClaimAsync(LedgerWork.Submit));
        Assert.NotNull(_ledger.UpkeepFailure);

        await _ledger.NextAsync(line, LedgerState.Refused);

        Assert.Null(_ledger.UpkeepFailure);
    }

    private async Task<List<string>> ClaimAsync(LedgerWork work) =>
        (await _ledger.ClaimAsync(work, 100)).Select(entry => entry.Key).ToList();
}
