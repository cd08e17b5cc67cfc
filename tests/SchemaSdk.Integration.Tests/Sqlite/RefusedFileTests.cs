using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class RefusedFileTests : FileTest
{
    [Fact]
    public void A_device_is_refused() => AssertRefused("/dev/null", "is not a regular file.");

    [Theory]
    [InlineData("folder", "is a folder. Specify the path of a file in it.")]
    [InlineData("FIFO", "is not a regular file.")]
    [InlineData("empty", "is empty. Nothing is sent, because its lost jobs could be paid for twice.")]
    [InlineData("text", "is not a database.")]
    [InlineData("other program without its -wal file", "is another program's database.")]
    [InlineData("other program without tables", "is another program's database.")]
    [InlineData("newer version", "has tables of version 2, but this package supports only versions up to 1.")]
    public void A_path_that_is_no_ledger_is_refused_and_does_not_hang(string what, string why)
    {
        switch (what)
        {
            case "folder":
                Directory.CreateDirectory(Path);
                break;
            case "FIFO":
                Process.Start("mkfifo", [Path]).WaitForExit();
                break;
            case "empty":
                File.WriteAllBytes(Path, []);
                break;
            case "text":
                File.WriteAllText(Path, new string('x', 5000));
                break;
            case "other program without tables":
                Run("pragma user_version = 1");
                break;
            case "newer version":
                new SqliteJobLedger(Path).Dispose();
                Run("pragma user_version = 2");
                break;
            default:
                Run("pragma journal_mode = wal; create table orders (id integer primary key)");
                File.Delete($"{Path}-wal");
                break;
        }

        AssertRefused(Path, why);
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_refused_with_what_to_do()
    {
        File.WriteAllText(Path, "");

        AssertNotAllowed(System.IO.Path.Combine(Path, "jobs.db"));
    }

    [FactWithMounts]
    public async Task A_folder_that_cannot_be_written_is_refused_with_what_to_do()
    {
        using var disk = new SmallDisk();
        new SqliteJobLedger(disk.File("jobs.db")).Dispose();

        await disk.ProtectAsync();

        AssertNotAllowed(disk.File("jobs.db"));
        AssertNotAllowed(disk.File("new.db"));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_stays_unchanged()
    {
        Run("create table orders (id integer primary key)");
        var before = File.ReadAllBytes(Path);

        AssertRefused(Path, "is another program's database.");

        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData("", "was not closed properly, and its -wal file with the last entries is missing.")]
    [InlineData("-wal", "is missing or empty, but its -wal file has content.")]
    public async Task A_file_that_lacks_its_other_half_is_refused(string kept, string why)
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Sending);
        var left = Folder.File("left.db");
        File.Copy(Path + kept, left + kept);

        AssertRefused(left, why);
    }

    [Fact]
    public async Task An_empty_file_beside_its_wal_file_is_refused_and_the_wal_file_stays()
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Sending);
        var left = Folder.File("left.db");
        var files = LedgerFiles.Of(Path) with { Main = [] };
        files.Write(left);

        AssertRefused(left, "is missing or empty, but its -wal file has content.");

        Assert.Throws<ModelLedgerException>(() => SqliteJobLedger.Check(left));
        Assert.Equal(files.Log, File.ReadAllBytes($"{left}-wal"));
    }

    [Fact]
    public async Task An_emptied_ledger_is_refused_and_a_check_refuses_it_too()
    {
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.UpToAsync("a", LedgerState.Accepted);
        }

        File.WriteAllBytes(Path, []);

        AssertRefused(Path, "is empty.");
        Assert.Throws<ModelLedgerException>(() => SqliteJobLedger.Check(Path));
        File.Delete(Path);
        await using var another = new SqliteJobLedger(Path);
        Assert.Null(await another.FindAsync("a"));
    }

    [Fact]
    public async Task On_Linux_a_file_that_the_application_has_open_is_refused()
    {
        await using (new SqliteJobLedger(Path))
        {
        }

        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();

            var error = Record.Exception(() => new SqliteJobLedger(Path).Dispose());
            var why = "is already open in this process. Open the ledger before your own connections, and close it after them. Add "
                + "'Pooling=False' to their connection strings.";
            Assert.Equal(OperatingSystem.IsLinux() ? $"The ledger in SQLite ({Path}) {why}" : null, error?.Message);
        }

        await using var ledger = new SqliteJobLedger(Path);
    }

    [Fact]
    public async Task A_file_with_a_damaged_page_is_refused_after_a_crash()
    {
        var left = Folder.File("left.db");
        await using (var ledger = new SqliteJobLedger(Path))
        {
            for (var job = 0; job < 200; job++)
            {
                await ledger.BeginAsync(Draft.Intent($"order-{job}"));
            }

            Run("pragma wal_checkpoint(passive)");
            (LedgerFiles.Of(Path) with { Log = [], Index = [] }).Write(left);
        }

        using (var file = new FileStream(left, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8192]);
        }

        File.WriteAllBytes($"{left}-wal", []);

        AssertRefused(left, "is damaged: ");
    }

    [Fact]
    public async Task A_check_reports_missing_entries_and_the_file_stays_refused()
    {
        var left = Folder.File("left.db");
        await using (var ledger = new SqliteJobLedger(Path))
        {
            for (var job = 0; job < 20; job++)
            {
                await ledger.UpToAsync($"order-{job}", LedgerState.Sending);
            }

            LedgerFiles.Of(Path).Write(left);
        }

        using (var file = new FileStream($"{left}-wal", FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write([.. Enumerable.Repeat(byte.MaxValue, 64)]);   // zeros would change nothing in the free space of a page
        }

        Assert.Equal(["recorded entries are missing from its -wal file"], SqliteJobLedger.Check(left));
        AssertRefused(left, "is damaged");
    }

    [Fact]
    public async Task A_second_name_of_an_open_file_is_refused_and_gets_no_wal_file()
    {
        var second = Folder.File("second.db");
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Sending);
        await Process.Start("ln", [Path, second]).WaitForExitAsync();

        AssertRefused(second, "is already open in this process with another -wal file.");

        Assert.Throws<ModelLedgerException>(() => SqliteJobLedger.Check(second));
        Assert.False(File.Exists($"{second}-wal"));
    }

    private static void AssertNotAllowed(string path)
    {
        var error = AssertRefused(path, "cannot be used: ");
        Assert.EndsWith(
            "Allow this process to read and write the file and its folder, or use another path.", error.Message, StringComparison.Ordinal);
    }

    private static ModelLedgerException AssertRefused(string path, string why)
    {
        var error = Assert.Throws<ModelLedgerException>(() => new SqliteJobLedger(path));
        Assert.True(error.IsLasting);
        Assert.StartsWith($"The ledger in SQLite ({path}) {why}", error.Message, StringComparison.Ordinal);
        return error;
    }
}
