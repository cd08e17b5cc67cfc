using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed partial class DamagedExportTests : LedgerTest
{
    private const int Jobs = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readable_jobs_are_written_the_others_are_named_and_the_exit_code_is_1(bool isAfterUncleanEnd)
    {
        await DamageAsync(isAfterUncleanEnd);

        Assert.Equal(1, await JobsAsync("export", "--output", "jobs.jsonl"));

        var written = Tool.Read("jobs.jsonl").Split('\n')[..^1].Select(line => (string?)JsonNode.Parse(line)!["key"]).ToList();
        var missing = Missing().Matches(Tool.Error).Select(match => match.Groups["key"].Value).ToList();
        Assert.InRange(written.Count, 1, Jobs - 1);
        Assert.Equal(Enumerable.Range(0, Jobs).Select(KeyOf), written.Concat(missing).Order(StringComparer.Ordinal));
        Assert.EndsWith($"{written.Count} jobs written.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_row_counter_does_not_make_the_export_slow()
    {
        await DamageAsync(isAfterUncleanEnd: false, counter: long.MaxValue);

        await JobsFailAsync(1, " jobs written.\n", "export", "--output", "jobs.jsonl").WaitAsync(TimeSpan.FromMinutes(1));
    }

    // The row numbers of a ledger that removes old jobs are high.
    [Fact]
    public async Task All_jobs_are_written_if_only_the_index_of_the_keys_is_damaged_and_row_numbers_are_high()
    {
        await using (var ledger = Open())
        {
            await ledger.BeginAsync(ledger.IntentOf("first", Star, "{}"u8.ToArray()));
        }

        await CountFromAsync(10_000_000);
        await using (var ledger = Open())
        {
            await FillAsync(ledger);
        }

        var path = Tool.PathOf(LedgerPath);
        var whole = File.ReadAllBytes(path);
        foreach (var page in whole.Chunk(4096).Index())
        {
            if (page.Item.AsSpan().IndexOf("order-"u8) >= 0 && page.Item.AsSpan().IndexOf("acme/star"u8) < 0)
            {
                whole.AsSpan(page.Index * 4096, 4096).Clear();
            }
        }

        File.WriteAllBytes(path, whole);

        await JobsAsync("export", "--output", "jobs.jsonl");

        Assert.EndsWith($"{Jobs + 1} jobs written.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_exported_from_a_folder_whose_name_has_a_semicolon()
    {
        await DamageAsync(isAfterUncleanEnd: false);
        Directory.Move(Tool.PathOf("data"), Tool.PathOf("a;b"));

        await FailsAsync(1, " jobs written.\n", "jobs", "export", "--ledger", "a;b/jobs.db", "--output", "jobs.jsonl");
    }

    [Fact]
    public async Task Entries_missing_from_the_log_are_reported_and_the_exit_code_is_1()
    {
        await using (var ledger = Open())
        {
            await FillAsync(ledger);

            File.Copy(Tool.PathOf(LedgerPath), Tool.PathOf("left.db"));
            File.Copy(Tool.PathOf($"{LedgerPath}-wal"), Tool.PathOf("left.db-wal"));
        }

        using (var log = new FileStream(Tool.PathOf("left.db-wal"), FileMode.Open))
        {
            log.Position = log.Length / 2;
            log.Write([.. Enumerable.Repeat(byte.MaxValue, 64)]);   // zeros would change nothing in the free space of a page
        }

        const string message = "The file is damaged: recorded entries are missing from its -wal file. Jobs may be missing, "
            + "and the states of other jobs may be out of date.\n";
        await FailsAsync(1, message, "jobs", "export", "--ledger", "left.db", "--output", "jobs.jsonl");
    }

    [GeneratedRegex(@"^Not written: the job '(?<key>[^']+)' \(row \d+\): .+\.$", RegexOptions.Multiline)]
    private static partial Regex Missing();

    private static string KeyOf(int job) => $"order-{job:000}";

    private static async Task FillAsync(JobLedger ledger)
    {
        for (var job = 0; job < Jobs; job++)
        {
            await ledger.BeginAsync(ledger.IntentOf(KeyOf(job), Star, "{}"u8.ToArray()));
        }
    }

    private async Task CountFromAsync(long counter)
    {
        await using var connection = new SqliteConnection($"Data Source={Tool.PathOf(LedgerPath)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update sqlite_sequence set seq = $counter where name = 'jobs'";
        command.Parameters.AddWithValue("$counter", counter);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private async Task DamageAsync(bool isAfterUncleanEnd, long counter = Jobs)
    {
        var path = Tool.PathOf(LedgerPath);
        await using (var ledger = Open())
        {
            await FillAsync(ledger);
        }

        await CountFromAsync(counter);
        var whole = File.ReadAllBytes(path);
        if (isAfterUncleanEnd)
        {
            await using (Open())
            {
                File.Copy(path, $"{path}.left");
                File.Copy($"{path}-wal", $"{path}.left-wal");
            }

            File.Move($"{path}.left-wal", $"{path}-wal");
            whole = File.ReadAllBytes($"{path}.left");
        }

        // Only in the table's own page does the model follow the key.
        var row = whole.AsSpan().IndexOf("order-100acme/star"u8);
        var page = row / 4096 * 4096;
        whole.AsSpan(page, 4096).Clear();
        File.WriteAllBytes(path, whole);
    }
}
