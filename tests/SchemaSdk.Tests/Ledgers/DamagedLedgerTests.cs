using System.Text;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Files that a loss of power, a bad disk or a mistake has changed: nothing is lost in silence.</summary>
public class DamagedLedgerTests
{
    private const int Jobs = 8;

    [Fact]
    public async Task Wherever_a_file_is_cut_off_its_whole_lines_are_there()
    {
        var content = await WrittenAsync();
        var before = 0;
        for (var length = 0; length <= content.Length; length++)
        {
            await using var ledger = Shelf.Open(content[..length]);
            var keys = (await ledger.AllAsync()).Select(entry => entry.Key).ToList();

            Assert.Equal(Enumerable.Range(0, keys.Count).Select(Key), keys);
            Assert.InRange(keys.Count, before, before + 1);
            before = keys.Count;
        }

        Assert.Equal(Jobs, before);
    }

    [Fact]
    public async Task A_changed_bit_is_refused_or_costs_the_last_line_alone()
    {
        var content = await WrittenAsync();
        var (refused, cut) = (0, 0);
        for (var bit = 0; bit < content.Length * 8; bit += 7)
        {
            var changed = (byte[])content.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                await using var ledger = Shelf.Open(changed);
                Assert.Equal(Jobs - 1, (await ledger.AllAsync()).Count);
                cut++;
            }
            catch (ModelLedgerException exception)
            {
                Assert.Contains("jobs.ledger", exception.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > cut && cut > 0, $"{refused} refused, {cut} cut");
    }

    [Fact]
    public async Task A_changed_bit_in_a_line_that_says_sent_never_lets_the_job_be_sent_again()
    {
        var disk = new ForgetfulDisk();
        await using (var ledger = Shelf.Open(disk))
        {
            await ledger.BeginAsync(Shelf.Intent("job"));
            var before = disk.AfterPowerLoss().Length;
            await ledger.NextAsync(Shelf.Intent("job"), LedgerState.Sending);
            var content = disk.AfterPowerLoss();
            for (var bit = before * 8; bit < content.Length * 8; bit++)
            {
                var changed = (byte[])content.Clone();
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                await AssertNeverSentAgainAsync(changed);
            }
        }
    }

    [Fact]
    public async Task A_line_of_a_later_version_is_refused_and_not_cut_away()
    {
        var content = await WrittenAsync();
        var header = """{"state":"archived","key":"job-0","version":2,"at":"2026-01-02T03:04:05Z"}"""u8;
        var frame = new LedgerParts(LedgerFrame.ChecksumOfKey("job-0"), header, default, default).ToArray();
        LedgerFrame.Place(frame, content.Length, LedgerHead.Read(content.AsSpan(0, LedgerHead.Length))!.Value.Seed);

        var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open([.. content, .. frame]));

        Assert.Contains("this version cannot read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_of_many_lines_of_which_only_later_pages_came_to_the_disk_is_dropped_as_a_whole()
    {
        var disk = new ForgetfulDisk(await WrittenAsync());
        await using var ledger = Shelf.Open(disk);
        var start = disk.AfterPowerLoss().Length;
        using (disk.Hold())
        {
            // The first is written alone; those that come meanwhile go together.
            var alone = ledger.BeginAsync(Shelf.Intent("alone")).AsTask();
            await Bench.Soon.Until(() => disk.Length > start);
            start = (int)disk.Length;
            var together = Enumerable.Range(0, 50).Select(i => ledger.BeginAsync(Shelf.Intent($"together-{i}")).AsTask()).ToList();
            disk.Go();
            await Task.WhenAll([alone, .. together]);
        }

        var content = disk.AfterPowerLoss();
        content.AsSpan(start, 512).Clear();
        await using var after = Shelf.Open(content);

        Assert.Equal([.. Enumerable.Range(0, Jobs).Select(Key), "alone"], (await after.AllAsync()).Select(entry => entry.Key));
    }

    private static async Task AssertNeverSentAgainAsync(byte[] content)
    {
        try
        {
            await using var ledger = Shelf.Open(content);
            Assert.Equal(LedgerState.Unknown, Assert.Single(await ledger.AllAsync()).State);
        }
        catch (ModelLedgerException exception)
        {
            Assert.Contains("would be", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("SQLite format 3\0")]
    [InlineData("SchemaSdk jobs 2\n")]
    public void A_file_of_something_else_is_refused(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);

        var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open(content));

        Assert.Contains("is not a ledger of this version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_write_that_was_cut_off_is_moved_to_a_file_beside()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        try
        {
            var path = Path.Combine(folder, "jobs.ledger");
            var content = await WrittenAsync();
            File.WriteAllBytes(path, content[..^30]);

            await using (var ledger = new FileJobLedger(path))
            {
                Assert.Equal(path + ".torn-1", ledger.TornFile);
                Assert.Equal(Jobs - 1, (await ledger.AllAsync()).Count);
            }

            Assert.Equal(content[..^30], (byte[])[.. File.ReadAllBytes(path), .. File.ReadAllBytes(path + ".torn-1")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(8, 1)]   // a clock that is ahead
    [InlineData(-9, 1)]   // a copy
    public async Task A_job_whose_line_with_the_time_is_damaged_was_sent_when_the_file_was_last_written(int writtenAfter, int hours)
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        try
        {
            var (path, time) = (Path.Combine(folder, "jobs.ledger"), new Bench.FakeTime());
            await using (var ledger = new FileJobLedger(path, new() { TimeProvider = time }))
            {
                await ledger.BeginAsync(Shelf.Intent("job"));
                await ledger.BeginAsync(Shelf.Intent("other") with { ChangedAt = Shelf.Now.AddHours(1) });
                await ledger.NextAsync(Shelf.Intent("job"), LedgerState.Sending);
            }

            var content = File.ReadAllBytes(path);
            content[^10] ^= 1;
            File.WriteAllBytes(path, content);
            File.SetLastWriteTimeUtc(path, Shelf.Now.AddHours(writtenAfter).UtcDateTime);
            time.Advance(Shelf.Now.AddHours(7) - time.GetUtcNow());
            await using var after = new FileJobLedger(path, new() { TimeProvider = time });

            var job = await after.FindAsync("job");
            Assert.Equal((LedgerState.Unknown, Shelf.Now.AddHours(hours)), (job!.State, job.SentAt));
            Assert.Equal(LedgerState.Intended, (await after.FindAsync("other"))!.State);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Random_bytes_after_the_whole_lines_are_refused()
    {
        var torn = new byte[5_000];
        new Random(7).NextBytes(torn);
        var content = (byte[])[.. await WrittenAsync(), .. torn];

        Assert.Throws<ModelLedgerException>(() => Shelf.Open(content));
    }

    [Fact]
    public async Task What_was_told_to_be_durable_is_there_after_a_loss_of_power()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        for (var i = 0; i < Jobs; i++)
        {
            await ledger.BeginAsync(Shelf.Intent(Key(i)));

            foreach (var unflushed in (int[])[0, 1, 30, 200])
            {
                await using var after = Shelf.Open(disk.AfterPowerLoss(unflushed));
                Assert.Equal(i + 1, (await after.AllAsync()).Count);
            }
        }
    }

    private static string Key(int i) => $"job-{i}";

    private static async Task<byte[]> WrittenAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        for (var i = 0; i < Jobs; i++)
        {
            await ledger.BeginAsync(Shelf.Intent(Key(i)));
        }

        return disk.AfterPowerLoss();
    }
}
