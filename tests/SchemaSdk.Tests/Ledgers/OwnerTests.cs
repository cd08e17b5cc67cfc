using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A file that is made in the place of another one is for the same people.</summary>
public sealed class OwnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Path => System.IO.Path.Combine(_folder, "jobs.ledger");

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    [UnsupportedOSPlatform("windows")]
    public async Task A_compacted_file_is_for_the_same_people_to_read_and_write(UnixFileMode mode)
    {
        await using var ledger = new FileJobLedger(Path);
        File.SetUnixFileMode(Path, mode);

        await ledger.CompactAsync();

        Assert.Equal(mode, File.GetUnixFileMode(Path));
    }

    // Only root can give the file away here; for anybody else it stays their own.
    [FactOnLinux]
    public async Task A_compacted_file_belongs_to_the_user_and_group_of_the_one_before()
    {
        await using var ledger = new FileJobLedger(Path);
        var isGiven = Change(Encoding.UTF8.GetBytes(Path + "\0"), 12_345, 23_456) == 0;
        var owner = await OwnerAsync();

        await ledger.CompactAsync();

        Assert.Equal(isGiven, owner == "12345:23456");
        Assert.Equal(owner, await OwnerAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> OwnerAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("stat", ["-c", "%u:%g", Path]) { RedirectStandardOutput = true })!;
        return (await Soon.Async(process.StandardOutput.ReadToEndAsync())).Trim();
    }

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Change(byte[] path, uint user, uint group);
}
