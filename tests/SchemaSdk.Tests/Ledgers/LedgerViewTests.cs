using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that is read beside the process that writes to it.</summary>
public sealed class LedgerViewTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    [Fact]
    public async Task A_reader_sees_each_line_and_each_compaction_of_the_writer()
    {
        await using var ledger = new FileJobLedger(Path);
        var view = FileJobLedger.OpenForReading(Path);
        Assert.Empty(await view.AllAsync());

        for (var round = 0; round < 3; round++)
        {
            await LedgerStories.TellAsync(ledger, $"job-{round}");
            Assert.Equal(await ledger.WholeAsync(), await view.WholeAsync(), LedgerStories.Same);
            await ledger.CompactAsync();
            Assert.Equal(await ledger.WholeAsync(), await view.WholeAsync(), LedgerStories.Same);
        }
    }

    [Fact]
    public async Task A_job_that_is_being_sent_is_shown_so_until_a_writer_comes_after_its_own()
    {
        var ledger = new FileJobLedger(Path);
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);
        var view = FileJobLedger.OpenForReading(Path);

        Assert.Equal((true, LedgerState.Sending), (view.HasWriter, (await view.FindAsync("a"))!.State));
        await ledger.DisposeAsync();
        Assert.Equal((false, LedgerState.Sending), (view.HasWriter, (await view.FindAsync("a"))!.State));
        await using var next = new FileJobLedger(Path);
        Assert.Equal((true, LedgerState.Unknown), (view.HasWriter, (await view.FindAsync("a"))!.State));
    }

    [Fact]
    public async Task A_reader_changes_nothing_and_takes_whole_lines_alone()
    {
        await using (var ledger = new FileJobLedger(Path))
        {
            await LedgerStories.TellAsync(ledger, jobs: 2);
        }

        var content = await File.ReadAllBytesAsync(Path);
        await File.WriteAllBytesAsync(Path, content[..^10]);
        await File.WriteAllBytesAsync(Path + ".lock", []);
        var view = FileJobLedger.OpenForReading(Path);

        Assert.Equal([LedgerState.Intended, LedgerState.Intended], (await view.AllAsync()).Select(entry => entry.State));
        Assert.Equal(content[..^10], await File.ReadAllBytesAsync(Path));
        await Assert.ThrowsAsync<ModelLedgerException>(() => view.BeginAsync(Shelf.Intent("c")).AsTask());
        await Assert.ThrowsAsync<ModelLedgerException>(() => view.RecordAsync(Shelf.Intent("c")).AsTask());
        Assert.Equal([Path, Path + ".lock"], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public async Task A_write_that_is_taken_back_while_it_is_read_leaves_the_lines_before()
    {
        var written = new ForgetfulDisk();
        await using (var ledger = Shelf.Open(written))
        {
            await LedgerStories.TellAsync(ledger, jobs: 4);
        }

        var content = written.AfterPowerLoss();
        var before = 0;
        for (var length = LedgerHead.Length; length <= content.Length; length++)
        {
            using var disk = new ShorterDisk(content[..length], content.Length);
            var scan = new LedgerScan(disk, Path, static _ => 0);
            scan.Run();

            Assert.InRange(scan.Slots.Count, before, before + 1);
            Assert.InRange(scan.End, LedgerHead.Length, length);
            before = scan.Slots.Count;
        }

        Assert.Equal(4, before);
    }

    [Fact]
    public async Task A_file_that_was_cut_between_two_lines_is_refused_by_a_reader()
    {
        await using (var ledger = new FileJobLedger(Path))
        {
            await ledger.BeginAsync(Shelf.Intent("a"));
        }

        var first = new FileInfo(Path).Length;
        await using (var ledger = new FileJobLedger(Path))
        {
            await ledger.BeginAsync(Shelf.Intent("b"));
        }

        await File.WriteAllBytesAsync(Path, (await File.ReadAllBytesAsync(Path))[..(int)first]);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => FileJobLedger.OpenForReading(Path).AllAsync());
        Assert.Contains("jobs that were paid for would be forgotten", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_do_not_keep_a_writer_out()
    {
        new FileJobLedger(Path).Dispose();
        using var stop = new CancellationTokenSource();
        var view = FileJobLedger.OpenForReading(Path);
        var looking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = view.HasWriter;
            }
        });

        for (var i = 0; i < 50; i++)
        {
            new FileJobLedger(Path).Dispose();
        }

        await stop.CancelAsync();
        await looking;
    }

    [Fact]
    public void A_file_that_does_not_exist_is_not_made()
    {
        var error = Assert.Throws<ModelLedgerException>(() => FileJobLedger.OpenForReading(Path));

        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused()
    {
        await File.WriteAllTextAsync(Path, "SQLite format 3");

        await Assert.ThrowsAsync<ModelLedgerException>(() => FileJobLedger.OpenForReading(Path).AllAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A file that was longer when its length was asked for.</summary>
    private sealed class ShorterDisk(byte[] content, long length) : ILedgerDisk
    {
        public long Length => length;

        public int Read(Span<byte> bytes, long offset)
        {
            var left = content.AsSpan((int)Math.Min(offset, content.Length));
            var count = Math.Min(left.Length, bytes.Length);
            left[..count].CopyTo(bytes);
            return count;
        }

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset) => throw new NotSupportedException();

        public void Flush() => throw new NotSupportedException();

        public void Cut(long length) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
