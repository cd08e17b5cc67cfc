using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class RefusedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("jobs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(Path);

        AssertRefused(Path, "is a folder. Give the path of a file in it.");
    }

    [Fact]
    public void A_device_is_refused() => AssertRefused("/dev/null", "is not a regular file.");

    [Fact]
    public void A_FIFO_is_refused_and_does_not_hang()
    {
        using var made = Process.Start("mkfifo", [Path]);
        made.WaitForExit();

        AssertRefused(Path, "is not a regular file.");
    }

    [Fact]
    public void A_file_that_is_not_a_database_is_refused()
    {
        File.WriteAllText(Path, new string('x', 5000));

        AssertRefused(Path, "is not a database.");
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_stays_unchanged()
    {
        Run("create table orders (id integer primary key)");
        var before = File.ReadAllBytes(Path);

        AssertRefused(Path, "is a database of another program.");

        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_database_of_another_program_without_its_wal_file_is_refused()
    {
        Run("pragma journal_mode = wal; create table orders (id integer primary key)");
        File.Delete($"{Path}-wal");

        AssertRefused(Path, "is a database of another program.");
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_refused()
    {
        await using (new SqliteJobLedger(Path))
        {
        }

        Run("pragma user_version = 2");

        AssertRefused(Path, "has tables of version 2, which is newer than 1, the version that this package supports.");
    }

    [Fact]
    public async Task A_file_without_its_wal_file_is_refused()
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Sending);
        var left = _folder.File("left.db");
        File.Copy(Path, left);

        AssertRefused(left, "was not closed properly, and its -wal file, which has the last entries, is missing.");
    }

    [Fact]
    public async Task A_file_with_a_damaged_page_is_refused_after_a_crash()
    {
        var left = _folder.File("left.db");
        await using (var ledger = new SqliteJobLedger(Path))
        {
            for (var job = 0; job < 200; job++)
            {
                await ledger.BeginAsync(Entries.Intent($"order-{job}"));
            }

            Run("pragma wal_checkpoint(passive)");
            File.Copy(Path, left);
            File.Copy($"{Path}-wal", $"{left}-wal");
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
        var left = _folder.File("left.db");
        await using (var ledger = new SqliteJobLedger(Path))
        {
            for (var job = 0; job < 20; job++)
            {
                await ledger.UpToAsync($"order-{job}", LedgerState.Sending);
            }

            foreach (var end in (string[])["", "-wal", "-shm"])
            {
                File.Copy(Path + end, left + end);
            }
        }

        using (var file = new FileStream($"{left}-wal", FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[64]);
        }

        Assert.Equal(["recorded entries are missing in its -wal file"], SqliteJobLedger.Check(left));
        AssertRefused(left, "is damaged");
    }

    private static void AssertRefused(string path, string why)
    {
        var error = Assert.Throws<ModelLedgerException>(() => new SqliteJobLedger(path));
        Assert.True(error.IsLasting);
        Assert.StartsWith($"The ledger in SQLite ({path}) {why}", error.Message, StringComparison.Ordinal);
    }

    private void Run(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
