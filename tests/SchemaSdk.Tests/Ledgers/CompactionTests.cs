using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A file that is rewritten with one line for each job.</summary>
public sealed class CompactionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    [Fact]
    public async Task A_compacted_file_says_the_same_and_is_shorter()
    {
        List<LedgerEntry> before;
        long length;
        await using (var ledger = new FileJobLedger(Path))
        {
            await LedgerStories.TellAsync(ledger, jobs: 20);
            before = await ledger.WholeAsync();
            length = new FileInfo(Path).Length;

            await ledger.CompactAsync();

            Assert.Equal(before, await ledger.WholeAsync(), LedgerStories.Same);
            Assert.InRange(new FileInfo(Path).Length, 1, length - 1);
        }

        await using var again = new FileJobLedger(Path);
        Assert.Equal(before.Select(LedgerStories.Forsaken), await again.WholeAsync(), LedgerStories.Same);
        Assert.Equal([Path, Path + ".lock"], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public async Task Lines_go_on_after_a_compaction_and_over_restarts()
    {
        for (var round = 0; round < 4; round++)
        {
            await using var ledger = new FileJobLedger(Path);
            await ledger.BeginAsync(Shelf.Intent($"job-{round}"));
            await ledger.CompactAsync();
            var sending = await ledger.NextAsync(Shelf.Intent($"job-{round}"), LedgerState.Sending);
            await ledger.NextAsync(sending, LedgerState.Accepted, $"id-{round}");
        }

        await using var last = new FileJobLedger(Path);
        Assert.Equal(["id-0", "id-1", "id-2", "id-3"], (await last.AllAsync()).Select(entry => entry.RequestId));
        Assert.Equal("{\"prompt\":\"a cat\"}", (await last.FindAsync("job-0"))!.Input.Text());
    }

    [Fact]
    public async Task Writers_and_readers_go_on_while_a_file_is_compacted()
    {
        await using var ledger = new FileJobLedger(Path);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var told = 0;
            for (; !stop.IsCancellationRequested; told++)
            {
                await LedgerStories.TellAsync(ledger, $"{writer}-{told}");
                Assert.Equal(
                    $"{{\"result\":\"{writer}-{told}\"}}", (await ledger.FindAsync($"{writer}-{told}"))!.Result.Text());
            }

            return told;
        })).ToList();
        for (var round = 0; round < 20; round++)
        {
            await ledger.CompactAsync();
        }

        await stop.CancelAsync();
        var told = (await Soon.Async(Task.WhenAll(writers))).Sum();
        var before = await ledger.WholeAsync();
        await ledger.DisposeAsync();

        Assert.Equal(told, before.Count);
        await using var again = new FileJobLedger(Path);
        Assert.Equal(before, await again.WholeAsync(), LedgerStories.Same);
    }

    [Fact]
    public async Task A_file_of_superseded_lines_is_compacted_by_itself()
    {
        var folder = new ForgetfulFolder();
        await using var ledger = Shelf.Open(folder);
        var line = Shelf.Intent("job");
        await ledger.BeginAsync(line);
        var most = 0L;
        for (var i = 0; i < 12; i++)
        {
            line = await ledger.NextAsync(line, LedgerState.Sending, new string('x', 60_000) + i);
            line = await ledger.NextAsync(line, LedgerState.Intended, new string('x', 60_000) + i);
            most = Math.Max(most, folder.LengthOf(Shelf.Name));
        }

        await Soon.Until(() => folder.LengthOf(Shelf.Name) < 500_000);
        Assert.InRange(most, 1 << 20, 2_000_000);
        Assert.Equal(line.RequestId, (await ledger.FindAsync("job"))!.RequestId);
    }

    [Fact]
    public async Task A_compaction_that_fails_changes_nothing_and_is_told()
    {
        foreach (var step in (string[])["make", "cut", "write", "flush", "rename", "flush names"])
        {
            var folder = new ForgetfulFolder();
            await using var ledger = Shelf.Open(folder);
            await LedgerStories.TellAsync(ledger, jobs: 5);
            var before = await ledger.WholeAsync();
            folder.Fails = what => what == step ? new IOException("No space left on device.") : null;

            var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.CompactAsync());
            folder.Fails = null;

            Assert.Equal(error, ledger.CompactionFailure);
            Assert.Contains("could not be compacted", error.Message, StringComparison.Ordinal);
            Assert.Equal([Shelf.Name], folder.Names);
            await LedgerStories.TellAsync(ledger, "after");
            Assert.Equal(before, (await ledger.WholeAsync())[..^1], LedgerStories.Same);
            await using var again = Shelf.Open(folder.AfterPowerLoss(0, hasNames: false));
            Assert.Equal(LedgerState.Delivered, (await again.FindAsync("after"))!.State);
        }
    }

    [Fact]
    public async Task Where_the_new_name_is_not_durable_no_line_is_said_to_be()
    {
        var folder = new ForgetfulFolder();
        await using var ledger = Shelf.Open(folder);
        await ledger.BeginAsync(Shelf.Intent("a"));
        folder.Fails = what => what == "flush names" ? new IOException("The disk is broken.") : null;

        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.CompactAsync());
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending));
        folder.Fails = null;
        await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);

        await using var again = Shelf.Open(folder.AfterPowerLoss(0, hasNames: false));
        Assert.Equal(LedgerState.Unknown, (await again.FindAsync("a"))!.State);
    }

    [Fact]
    public async Task A_compaction_that_fails_by_itself_is_told_and_no_job_fails()
    {
        var folder = new ForgetfulFolder();
        var failures = new List<ModelLedgerException>();
        await using var ledger = new FileJobLedger(Shelf.File(folder), new JobLedgerOptions()) { CompactionFailed = failures.Add };
        folder.Fails = what => what == "rename" ? new IOException("Read-only file system.") : null;
        var line = Shelf.Intent("job");
        await ledger.BeginAsync(line);

        for (var i = 0; i < 40; i++)
        {
            var next = line.State == LedgerState.Sending ? LedgerState.Intended : LedgerState.Sending;
            line = await ledger.NextAsync(line, next, new string('x', 60_000));
        }

        await Soon.Until(() => failures.Count > 0);
        Assert.Contains("Read-only file system.", ledger.CompactionFailure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_whose_listener_throws_gives_its_lock_back()
    {
        var folder = new ForgetfulFolder();
        var mark = new GivenLock();
        var ledger = new FileJobLedger(Shelf.File(folder, mark), new JobLedgerOptions())
        {
            CompactionFailed = _ => throw new InvalidTimeZoneException("No log here."),
        };
        folder.Fails = what => what == "rename" ? new IOException("Read-only file system.") : null;
        var line = Shelf.Intent("job");
        await ledger.BeginAsync(line);
        for (var i = 0; i < 40; i++)
        {
            var next = line.State == LedgerState.Sending ? LedgerState.Intended : LedgerState.Sending;
            line = await ledger.NextAsync(line, next, new string('x', 60_000));
        }

        await Soon.Until(() => ledger.CompactionFailure?.Message.Contains("No log here.", StringComparison.Ordinal) == true);
        await ledger.DisposeAsync();

        Assert.True(mark.IsGivenBack);
    }

    [Fact]
    public async Task The_rest_of_a_compaction_that_was_cut_off_is_taken_away()
    {
        await File.WriteAllTextAsync(Path + ".compacting", "half a line");

        await using var ledger = new FileJobLedger(Path);

        Assert.Equal([Path, Path + ".lock"], Directory.GetFiles(_folder).Order());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
