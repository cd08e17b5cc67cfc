namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger in a file: what was put down is there after a restart, and nobody else writes into it.</summary>
public sealed class FileJobLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "below", "jobs.ledger");

    [Fact]
    public async Task A_job_is_found_again_after_a_restart_with_all_that_was_put_down()
    {
        var ended = Shelf.Intent("a") with
        {
            Version = 4,
            State = LedgerState.Ended,
            RequestId = "req-1",
            Attempts = 1,
            SentAt = Shelf.Now,
            Outcome = JobState.Succeeded,
            CostUsd = 0.25m,
            Result = "{\"status\":\"succeeded\"}"u8.ToArray(),
        };
        await using (var ledger = new FileJobLedger(Path))
        {
            Assert.Null(await ledger.BeginAsync(Shelf.Intent("a")));
            var sending = await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);
            await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");
            await ledger.RecordAsync(ended);
        }

        await using var again = new FileJobLedger(Path);
        var found = await again.FindAsync("a");

        Assert.Equal(ended with { Input = default, Result = default }, found! with { Input = default, Result = default });
        Assert.Equal(("{\"prompt\":\"a cat\"}", "{\"status\":\"succeeded\"}"), (found.Input.Text(), found.Result.Text()));
        Assert.Null(await again.FindAsync("b"));
        Assert.Null(again.TornFile);
    }

    [Fact]
    public async Task A_job_that_is_left_to_a_worker_after_its_first_line_waits_for_one_after_a_restart()
    {
        await using (var ledger = new FileJobLedger(Path))
        {
            await ledger.BeginAsync(Shelf.Intent("a"));
            var refused = await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Refused);
            await ledger.NextAsync(refused with { IsQueued = true }, LedgerState.Intended);
        }

        await using var again = new FileJobLedger(Path);

        Assert.Equal("a", Assert.Single(await again.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [Fact]
    public async Task A_key_is_begun_once()
    {
        await using var ledger = new FileJobLedger(Path);
        Assert.Null(await ledger.BeginAsync(Shelf.Intent("a")));

        var known = await ledger.BeginAsync(Shelf.Intent("a", "{}"));

        Assert.Equal("{\"prompt\":\"a cat\"}", known!.Input.Text());
        Assert.Single(await ledger.AllAsync());
    }

    [Fact]
    public async Task Of_two_who_put_down_the_same_line_one_is_refused()
    {
        await using var ledger = new FileJobLedger(Path);
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending));

        Assert.Contains("somebody else", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.NextAsync(Shelf.Intent("b"), LedgerState.Sending));
    }

    [Fact]
    public async Task A_job_that_was_being_sent_when_the_process_ended_is_unknown_afterwards()
    {
        await using (var ledger = new FileJobLedger(Path))
        {
            await ledger.BeginAsync(Shelf.Intent("sent"));
            await ledger.NextAsync(Shelf.Intent("sent"), LedgerState.Sending);
            await ledger.BeginAsync(Shelf.Intent("intended"));
        }

        for (var restarts = 0; restarts < 2; restarts++)
        {
            await using var again = new FileJobLedger(Path);

            Assert.Equal([LedgerState.Unknown, LedgerState.Intended], (await again.AllAsync()).Select(entry => entry.State));
        }
    }

    [Fact]
    public void A_second_one_on_the_same_file_is_refused_at_once()
    {
        using var first = new FileJobLedger(Path);

        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Path));

        Assert.Contains("Another process may have it open", error.Message, StringComparison.Ordinal);
        first.Dispose();
        new FileJobLedger(Path).Dispose();
    }

    [Fact]
    public void A_ledger_that_is_refused_for_its_options_leaves_the_file_to_the_next_one()
    {
        Assert.Throws<ArgumentNullException>(() => new FileJobLedger(Path, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileJobLedger(Path, new JobLedgerOptions { MaxResultBytes = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileJobLedger(Path) { JobsKeptFor = Timeout.InfiniteTimeSpan });

        new FileJobLedger(Path).Dispose();
    }

    [Fact]
    public async Task Thousands_of_lines_at_once_share_their_flushes()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);

        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => ledger.BeginAsync(Shelf.Intent($"k{i}")).AsTask()));

        Assert.Equal(5_000, (await ledger.AllAsync()).Count);
        Assert.True(disk.Flushes < 2_500, $"{disk.Flushes} flushes");
    }

    [Fact]
    public async Task A_write_that_can_neither_be_made_nor_taken_back_ends_the_writing()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("a"));

        disk.Left = 1;
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Shelf.Intent("b")).AsTask());
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        disk.Left = int.MaxValue;

        // Whatever came to the disk of that line stands where the next one would go.
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Shelf.Intent("c")).AsTask());
        Assert.Equal(["a"], (await ledger.AllAsync()).Select(entry => entry.Key));
    }

    [Fact]
    public async Task A_write_that_fails_is_taken_back()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        disk.Left = 0;
        disk.Refills = 1;

        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Shelf.Intent("a")).AsTask());

        Assert.Null(await ledger.BeginAsync(Shelf.Intent("a")));
        Assert.Equal(["a"], (await Shelf.Open(disk.AfterPowerLoss()).AllAsync()).Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("", 1, LedgerState.Intended)]
    [InlineData("half a pair \ud83d", 1, LedgerState.Intended)]
    [InlineData("a", 5, LedgerState.Intended)]
    [InlineData("a", 1, (LedgerState)99)]
    public async Task An_entry_that_could_not_be_read_again_is_refused(string key, int version, LedgerState state)
    {
        await using var ledger = new FileJobLedger(Path);

        await Assert.ThrowsAsync<ArgumentException>(
            () => ledger.BeginAsync(Shelf.Intent(key) with { Version = version, State = state }).AsTask());

        Assert.Null(await ledger.BeginAsync(Shelf.Intent("a")));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_one_is_taken()
    {
        await using var ledger = new FileJobLedger(Path);
        await ledger.BeginAsync(Shelf.Intent("a"));

        await Assert.ThrowsAsync<ModelLedgerException>(
            () => ledger.NextAsync(Shelf.Intent("a"), LedgerState.Unknown, new string('x', 70_000)));

        Assert.Equal(2, (await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending)).Version);
    }

    [Fact]
    public async Task Who_comes_while_the_first_line_of_a_key_is_written_gets_the_job_of_that_line()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        using var held = disk.Hold();
        using var stop = new CancellationTokenSource();
        var first = ledger.BeginAsync(Shelf.Intent("a"), stop.Token).AsTask();
        var second = ledger.BeginAsync(Shelf.Intent("a")).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.Dispose();

        Assert.Equal("a", (await second)!.Key);
    }

    [Fact]
    public async Task A_link_to_the_file_is_locked_as_the_file_is()
    {
        await using var ledger = new FileJobLedger(Path);
        var link = System.IO.Path.Combine(_folder, "link.ledger");
        File.CreateSymbolicLink(link, Path);

        Assert.Throws<ModelLedgerException>(() => new FileJobLedger(link));
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_yet_is_locked_as_the_file_is_and_stays_a_link()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var link = System.IO.Path.Combine(_folder, "link.ledger");
        File.CreateSymbolicLink(link, Path);
        using var ledger = new FileJobLedger(link);

        Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Path));

        Assert.Equal((true, Path), (File.Exists(Path), new FileInfo(link).LinkTarget));
    }

    [Fact]
    public async Task A_ledger_that_was_disposed_takes_nothing()
    {
        var ledger = new FileJobLedger(Path);
        ledger.Dispose();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Shelf.Intent("a")).AsTask());

        Assert.Contains("was disposed", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
