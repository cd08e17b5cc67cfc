using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Writes that lost their power, and are larger than what is read of a file at once.</summary>
public sealed class LargeDamageTests : IDisposable
{
    private const int Large = 70 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    [Fact]
    public async Task A_file_that_ends_in_many_empty_sectors_has_all_lines_before_them()
    {
        var content = await WrittenAsync();
        Write(content, Large, []);

        await using var ledger = new FileJobLedger(Path);

        Assert.Equal(["a", "b"], (await ledger.AllAsync()).Select(entry => entry.Key));
        Assert.Equal((Path + ".torn-1", Large), (ledger.TornFile, new FileInfo(Path + ".torn-1").Length));
    }

    [Fact]
    public async Task A_job_that_was_sent_by_a_line_behind_many_empty_sectors_is_unknown()
    {
        var content = await WrittenAsync();
        Write(content, Large, Sending(content, content.Length));

        await using var ledger = new FileJobLedger(Path);

        Assert.Equal([LedgerState.Unknown, LedgerState.Intended], (await ledger.AllAsync()).Select(entry => entry.State));
    }

    [Fact]
    public async Task A_line_of_a_later_write_behind_many_empty_sectors_is_not_lost_in_silence()
    {
        var content = await WrittenAsync();
        Write(content, Large, Sending(content, content.Length + Large));

        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Path));

        Assert.Contains("where lines would be lost", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(27)]
    [InlineData(28)]
    public async Task A_line_behind_damage_is_found_where_a_part_that_is_read_ends(int before)
    {
        var content = await WrittenAsync();
        var empty = new byte[(1 << 20) - before - content.Length];

        await using var ledger = Shelf.Open([.. content, .. empty, .. Sending(content, content.Length)]);

        Assert.Equal([LedgerState.Unknown, LedgerState.Intended], (await ledger.AllAsync()).Select(entry => entry.State));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<byte[]> WrittenAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.BeginAsync(Shelf.Intent("b"));
        return disk.AfterPowerLoss();
    }

    /// <summary>The line that says that the first job is being sent.</summary>
    private static byte[] Sending(byte[] content, long batch)
    {
        var header = """{"state":"sending","key":"a","version":2,"at":"2026-01-02T03:04:05Z"}"""u8;
        var frame = new LedgerParts(LedgerFrame.ChecksumOfKey("a"), header, default, default).ToArray();
        LedgerFrame.Place(frame, batch, LedgerHead.Read(content.AsSpan(0, LedgerHead.Length))!.Value.Seed);
        return frame;
    }

    private void Write(byte[] content, long empty, byte[] behind)
    {
        using var file = new FileStream(Path, FileMode.CreateNew);
        file.Write(content);
        file.Position += empty;
        file.Write(behind);
        file.SetLength(content.Length + empty + behind.Length);
    }
}
