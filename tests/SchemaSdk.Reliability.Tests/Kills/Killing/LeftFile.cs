using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaSdk.Durable;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>The SQLite file that killed processes leave behind, and the files next to it.</summary>
internal sealed class LeftFile(string path) : LeftLedger(path, "jobs")
{
    private const int ModeOffset = 18;
    private const byte WalMode = 2;

    // A file whose closing was interrupted could miss entries, so ledgers refuse it until SqliteJobLedger.Check finds no damage.
    public override Task CrashAsync()
    {
        if (File.Exists(Place) && File.ReadAllBytes(Place) is { Length: > ModeOffset } bytes && bytes[ModeOffset] == WalMode
            && !File.Exists($"{Place}-wal"))
        {
            var refused = Assert.Throws<ModelLedgerException>(() => new SqliteJobLedger(Place));
            Assert.Contains("was not closed properly", refused.Message, StringComparison.Ordinal);
            Assert.Empty(SqliteJobLedger.Check(Place));
        }

        return Task.CompletedTask;
    }

    public override DurableJobLedger Open() => new SqliteJobLedger(Place);

    // Reads a copy, so that the next process finds the files unchanged.
    protected override async Task<DbConnection> ConnectAsync()
    {
        foreach (var end in (string[])["", "-wal", "-journal"])
        {
            File.Delete($"{Place}.copy{end}");
            if (File.Exists(Place + end))
            {
                File.Copy(Place + end, $"{Place}.copy{end}");
            }
        }

        var connection = new SqliteConnection($"Data Source={Place}.copy;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "create table if not exists jobs (key text, state integer, input blob)";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
