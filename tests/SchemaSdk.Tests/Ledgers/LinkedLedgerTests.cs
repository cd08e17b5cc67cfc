using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A file that has several names, each with a lock file of its own, is for one writer at a time all the same.</summary>
public sealed class LinkedLedgerTests : IDisposable
{
    private const int SetLock = 37;

    // All zeros are a lock for reading of the whole file.
    private const int RangeLength = 32;

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    private string Other => System.IO.Path.Combine(_folder, "other", "jobs.ledger");

    [FactOnLinux]
    public async Task A_file_that_is_open_under_another_name_is_refused_until_it_is_given_back()
    {
        await using var first = new FileJobLedger(Path);
        Link();

        AssertRefused();
        await first.BeginAsync(Shelf.Intent("a"));
        await first.NextAsync(Shelf.Intent("a"), LedgerState.Sending);
        Assert.Equal(LedgerState.Sending, (await FileJobLedger.OpenForReading(Path).FindAsync("a"))!.State);
        Assert.Equal(LedgerState.Sending, (await FileJobLedger.OpenForReading(Other).FindAsync("a"))!.State);
        AssertRefused();

        first.Dispose();
        await using var second = new FileJobLedger(Other);
        Assert.Equal(LedgerState.Unknown, (await second.FindAsync("a"))!.State);
    }

    [FactOnLinux]
    public async Task A_compacted_file_that_is_open_under_another_name_is_refused_until_it_is_given_back()
    {
        await using var first = new FileJobLedger(Path);
        await first.BeginAsync(Shelf.Intent("a"));
        await first.CompactAsync();
        Link();

        AssertRefused();
        Assert.Single(await FileJobLedger.OpenForReading(Other).AllAsync());

        first.Dispose();
        await using var second = new FileJobLedger(Other);
        Assert.Single(await second.AllAsync());
    }

    [FactOnLinux]
    public async Task A_file_of_several_names_is_not_compacted_and_so_stays_one_file()
    {
        await using var ledger = new FileJobLedger(Path);
        Link();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.CompactAsync());

        Assert.Contains("has 2 names", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("and grows. Remove the other ones, which are hard links.", error.Message, StringComparison.Ordinal);
        Assert.Same(error, ledger.CompactionFailure);
        await ledger.BeginAsync(Shelf.Intent("a"));
        Assert.NotNull(await FileJobLedger.OpenForReading(Other).FindAsync("a"));
        AssertRefused();

        File.Delete(Other);
        await ledger.CompactAsync();
        Assert.Null(ledger.CompactionFailure);
    }

    [FactOnLinux]
    public async Task A_damaged_file_of_several_names_is_not_repaired_and_so_stays_one_file()
    {
        await using (var ledger = new FileJobLedger(Path))
        {
            await ledger.BeginAsync(Shelf.Intent("a"));
            await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending);
        }

        Link();
        var content = File.ReadAllBytes(Path);
        content[^10] ^= 1;
        File.WriteAllBytes(Path, content);

        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Other));

        Assert.Contains("has 2 names", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(Path));
        File.Delete(Path);
        await using var repaired = new FileJobLedger(Other);
        Assert.Equal(LedgerState.Unknown, (await repaired.FindAsync("a"))!.State);
    }

    [FactOnLinux]
    public async Task A_process_that_has_the_file_keeps_other_names_of_it_out_until_it_is_killed()
    {
        using var first = LedgerChild.Start("exec \"$@\"", "hold", Path);
        Assert.Equal("open", await first.LineAsync());
        Link();

        AssertRefused();

        await first.KillAsync();
        await using var second = new FileJobLedger(Other);
        Assert.Equal(LedgerState.Unknown, (await second.FindAsync("held"))!.State);
    }

    [FactOnLinux]
    public async Task A_reader_whose_lock_is_of_the_same_kind_as_on_some_shares_keeps_no_writer_out()
    {
        new FileJobLedger(Path).Dispose();
        await using var reader = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Assert.Equal(0, Control(reader.SafeFileHandle, SetLock, new byte[RangeLength]));

        await using var writer = new FileJobLedger(Path);

        Assert.Null(await writer.BeginAsync(Shelf.Intent("a")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void AssertRefused()
    {
        var error = Assert.Throws<ModelLedgerException>(() => new FileJobLedger(Other));
        Assert.Contains("Another process may have it open under another name", error.Message, StringComparison.Ordinal);
    }

    private void Link()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Other)!);
        Assert.Equal(0, Link(Encoding.UTF8.GetBytes(Path + "\0"), Encoding.UTF8.GetBytes(Other + "\0")));
    }

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, byte[] range);
}
