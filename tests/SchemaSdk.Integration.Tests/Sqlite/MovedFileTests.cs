namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>
/// Tests that every call to a ledger fails once the ledger's file is moved, removed or replaced. Otherwise, a call could find no entry
/// for a key, and the client would submit the job again.
/// </summary>
public sealed class MovedFileTests : FileTest
{
    public static TheoryData<string> Ways =>
    [
        "removed", "renamed", "replaced", "folder removed", "folder renamed", "-wal removed", "-wal replaced", "-shm removed",
        "-shm replaced",
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_call_succeeds_once_the_file_was_moved_removed_or_replaced(string way)
    {
        var place = Directory.CreateDirectory(Folder.File("data")).FullName;
        var path = Folder.File("data/jobs.db");
        await using var ledger = new SqliteJobLedger(path);
        var first = Draft.Intent("a");
        await ledger.BeginAsync(first);

        Do(way, place, path);

        var sending = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.NextAsync(first, LedgerState.Sending));
        var begun = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.BeginAsync(Draft.Intent("b")));
        var found = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.FindAsync("a"));
        Assert.All([sending, begun, found], error => Assert.True(error.IsLasting));
        Assert.StartsWith(
            $"The ledger in SQLite ({path}) was moved, removed or replaced while it was open", sending.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_a_ledger_without_its_shm_file_keeps_what_another_process_wrote()
    {
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.BeginAsync(Draft.Intent("a"));
            File.Delete($"{Path}-shm");
            using var another = new OtherProgram(Path);
            another.Run("create table orders (id integer)");
        }

        using var other = new OtherProgram(Path);
        Assert.Equal("0", other.Run("select count(*) from orders"));
    }

    [Fact]
    public void Files_with_the_same_inode_on_two_devices_are_different_files() =>
        Assert.True(!OperatingSystem.IsLinux() || FileFacts.IdOf("/proc") != FileFacts.IdOf("/sys"), "Both folders have the inode 1.");

    private static void Do(string way, string place, string path)
    {
        switch (way)
        {
            case "removed":
                File.Delete(path);
                break;
            case "renamed":
                File.Move(path, $"{path}.old");
                break;
            case "replaced":
                File.WriteAllText($"{path}.new", "");
                File.Move($"{path}.new", path, overwrite: true);
                break;
            case "folder removed":
                Directory.Delete(place, recursive: true);
                break;
            case "folder renamed":
                Directory.Move(place, $"{place}.old");
                break;
            case "-wal replaced" or "-shm replaced":
                File.Copy(path + way[..4], $"{path}.new");
                File.Move($"{path}.new", path + way[..4], overwrite: true);
                break;
            default:
                File.Delete(path + way[..4]);
                break;
        }
    }
}
