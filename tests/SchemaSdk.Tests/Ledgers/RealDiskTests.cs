using System.Diagnostics;
using SchemaSdk.Ledgers.Storage;
using SchemaSdk.Tests.Bench;
using Xunit.Abstractions;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Other processes, and disks that are full or may only be read, as the system has them.</summary>
public sealed class RealDiskTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    private string Ballast => System.IO.Path.Combine(_folder, "ballast");

    [FactOnLinux]
    public async Task A_second_process_is_refused_at_once_and_reads_beside_the_first()
    {
        using var first = LedgerChild.Start("exec \"$@\"", "hold", Path);
        Assert.Equal("open", await first.LineAsync());

        var watch = Stopwatch.StartNew();
        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Path));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Contains("Another process may have it open", error.Message, StringComparison.Ordinal);
        var view = FileJobLedger.OpenForReading(Path);
        Assert.Equal((true, LedgerState.Sending), (view.HasWriter, (await view.FindAsync("held"))!.State));

        await first.KillAsync();
        Assert.False(view.HasWriter);
        await using var next = new FileJobLedger(Path);
        Assert.Equal(LedgerState.Unknown, (await next.FindAsync("held"))!.State);
    }

    [FactOnLinux]
    public async Task A_process_is_refused_where_this_one_has_the_ledger()
    {
        await using var ledger = new FileJobLedger(Path);
        using var second = LedgerChild.Start("exec \"$@\"", "hold", Path);

        Assert.Contains("Another process may have it open", await second.LineAsync(), StringComparison.Ordinal);
    }

    [FactOnLinux]
    public async Task A_limit_on_the_length_of_files_refuses_lines_and_loses_none()
    {
        using var child = LedgerChild.Start("trap '' XFSZ; ulimit -f 128; exec \"$@\"", "fill", Path, Ballast);

        AssertRefused(await child.LinesAsync(), least: 10);
        await using var next = new FileJobLedger(Path);
        Assert.Null(next.TornFile);
    }

    [FactWithMounts]
    public async Task A_full_disk_refuses_lines_loses_none_and_takes_them_once_there_is_room()
    {
        using var child = LedgerChild.Start(
            $"unshare -rm sh -c 'mount -t tmpfs -o size=256k none {_folder} && head -c 100000 /dev/zero > {Ballast} "
            + "&& exec \"$@\"' sh \"$@\"",
            "fill",
            Path,
            Ballast);

        var lines = await child.LinesAsync();
        Assert.Equal("goes on", lines[^1]);
        AssertRefused(lines[..^1], least: 10);
    }

    [FactWithMounts]
    public async Task A_folder_that_may_only_be_read_is_refused_before_anything_is_put_down()
    {
        new FileJobLedger(Path).Dispose();
        using var child = LedgerChild.Start(
            $"unshare -rm sh -c 'mount --bind {_folder} {_folder} && mount -o remount,bind,ro {_folder} && exec \"$@\"' sh \"$@\"",
            "fill",
            Path,
            Ballast);

        var line = Assert.Single(await child.LinesAsync());
        Assert.StartsWith($"refused: The ledger '{Path}' cannot be used: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Another process", line, StringComparison.Ordinal);
        Assert.Contains(". Let this process read and write the file and its folder", line, StringComparison.Ordinal);
        Assert.Empty(await FileJobLedger.OpenForReading(Path).AllAsync());
    }

    [FactOnLinux]
    public void A_lock_that_cannot_be_opened_is_not_told_as_one_that_somebody_has()
    {
        File.CreateSymbolicLink($"{Path}.lock", $"{Path}.lock");

        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Path));

        Assert.DoesNotContain("Another process", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_told_as_one()
    {
        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(_folder));
        File.Delete($"{_folder}.lock");

        Assert.EndsWith(". It is a folder: give the path of a file in it.", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLasting);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(unchecked((int)0x80070070))]
    public void A_disk_that_is_full_when_a_ledger_is_opened_needs_room(int code)
    {
        var error = LedgerPath.Failed(Path, new IOException("No space left on device", code));

        Assert.EndsWith(
            "cannot be used: No space left on device. Make room, or give a path on another disk.", error.Message, StringComparison.Ordinal);
    }

    [FactOnLinux]
    public async Task Ten_thousand_open_jobs_take_less_than_2_KB_of_memory_each()
    {
        using var child = LedgerChild.Start("exec \"$@\"", "weigh", Path, "10000");

        var figures = (await child.LineAsync())!.Split(' ').Select(int.Parse).ToList();
        output.WriteLine($"{figures[1]} bytes");
        Assert.Equal(10_000, figures[0]);
        Assert.InRange(figures[1], 100, 2_047);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_refused()
    {
        var below = System.IO.Path.Combine(_folder, "file");
        File.WriteAllText(below, "");

        Assert.Throws<ModelLedgerException>(() => new FileJobLedger(System.IO.Path.Combine(below, "jobs.ledger")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertRefused(string[] lines, int least)
    {
        var sent = lines.Where(line => line.StartsWith("sent ", StringComparison.Ordinal)).Select(line => line["sent ".Length..]).ToList();
        Assert.True(sent.Count >= least, string.Join('\n', lines));
        Assert.Contains("could not be written: ", lines[sent.Count], StringComparison.Ordinal);
        Assert.Equal(sent.Select(key => $"{key} is Sending"), lines.Skip(sent.Count + 1).Take(sent.Count));
    }
}
