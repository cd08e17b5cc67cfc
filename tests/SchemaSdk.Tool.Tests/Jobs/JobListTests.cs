using Microsoft.Data.Sqlite;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobListTests : LedgerTest
{
    [Fact]
    public async Task Jobs_are_listed_as_a_table_and_unknown_jobs_with_the_time_of_their_submit()
    {
        var sent = Then.AddHours(-1);
        await RecordAsync("order-1", LedgerState.Delivered, "req-1", sentAt: sent);
        await RecordAsync("order-11", LedgerState.Unknown, sentAt: sent);
        await RecordAsync("order-12", LedgerState.Sending, sentAt: sent);

        Assert.Equal(0, await JobsAsync("list"));

        Assert.Equal(
            """
            delivered  order-1   acme/star  2026-01-02 03:04:05Z  req-1
            unknown    order-11  acme/star  2026-01-02 02:04:05Z  -
            unknown    order-12  acme/star  2026-01-02 02:04:05Z  -
            3 jobs: 2 unknown, 1 delivered.

            """,
            Tool.Output,
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(0, "a b c d", "--model", Star)]
    [InlineData(0, "", "--model", "acme/sun")]
    [InlineData(0, "a c", "--state", "accepted", "--state", "intended")]
    [InlineData(1, "b d", "--unknown")]
    [InlineData(1, "a b d", "--unknown", "--state", "accepted")]
    public async Task Filters_select_jobs_and_a_selected_unknown_job_is_a_finding(
        int exit, string keys, params string[] filters)
    {
        await RecordAsync("a", LedgerState.Accepted, "req-1");
        await RecordAsync("b", LedgerState.Unknown);
        await RecordAsync("c", LedgerState.Intended);
        await RecordAsync("d", LedgerState.Sending);

        Assert.Equal(exit, await JobsAsync(["list", "--json", .. filters]));

        var jobs = JsonNode.Parse(Tool.Output)!["facts"]!["jobs"]!.AsArray();
        Assert.Equal(keys, string.Join(' ', jobs.Select(job => (string?)job!["key"])));
    }

    [Fact]
    public async Task A_job_that_a_running_process_is_sending_is_not_unknown()
    {
        await using var writer = Open();
        var entry = writer.IntentOf("a", Star, "{}"u8.ToArray());
        await writer.BeginAsync(entry);
        var attempt = new LedgerAttempt { Number = 1, SentAt = Then };
        await writer.RecordAsync(entry with { State = LedgerState.Sending, Version = 2, Attempt = attempt, Input = default });

        Assert.Equal(0, await JobsAsync("list", "--unknown"));

        Assert.Equal("0 jobs.\n", Tool.Output);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("out/jobs.jsonl")]
    public async Task An_export_has_a_line_with_all_data_of_each_job_and_only_the_owner_can_read_its_file(string file)
    {
        await RecordAsync("a", LedgerState.Ended, "req-1");
        await RecordAsync("b", LedgerState.Unknown);
        Directory.CreateDirectory(Tool.PathOf("out"));

        Assert.Equal(0, await JobsAsync(file == "-" ? ["export"] : ["export", "--output", file]));

        var lines = (file == "-" ? Tool.Output : Tool.Read(file)).Split('\n');
        Assert.Equal(["a", "b"], lines[..^1].Select(line => (string?)JsonNode.Parse(line)!["key"]));
        Assert.Equal("b", (string?)JsonNode.Parse(lines[1])!["input"]!["prompt"]);
        Assert.DoesNotContain("emulator-token", string.Concat(lines), StringComparison.Ordinal);
        Assert.Equal("2 jobs written.\n", Tool.Error);
        Assert.True(file == "-" || OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Tool.PathOf(file)) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task An_export_does_not_overwrite_a_file()
    {
        await RecordAsync("a", LedgerState.Unknown);
        Tool.Write("jobs.jsonl", "mine");

        Assert.Equal(2, await JobsAsync("export", "--output", "jobs.jsonl"));

        Assert.Equal("mine", Tool.Read("jobs.jsonl"));
    }

    [Fact]
    public async Task A_failed_export_leaves_no_file()
    {
        Tool.Write(LedgerPath, "no ledger");

        await JobsFailAsync(2, "jobs.db", "export", "--output", "jobs.jsonl");
        Assert.False(File.Exists(Tool.PathOf("jobs.jsonl")));
    }

    [Fact]
    public async Task An_export_to_a_full_disk_leaves_no_file()
    {
        await RecordAsync("a", LedgerState.Unknown);
        Tool.CreateFile = path =>
        {
            File.WriteAllText(path, "");
            return new FullDisk();
        };

        Assert.Equal(2, await JobsAsync("export", "--output", "jobs.jsonl"));

        Assert.False(File.Exists(Tool.PathOf("jobs.jsonl")));
    }

    [Theory]
    [InlineData("list", "--unknown")]
    [InlineData("list", "--state", "intended")]
    [InlineData("resume")]
    [InlineData("export")]
    public async Task A_job_whose_row_cannot_be_read_is_named_and_the_exit_code_is_1(params string[] args)
    {
        await RecordAsync("a", LedgerState.Delivered, "req-1");
        await RecordAsync("bad\u202e", LedgerState.Accepted, "req-2");
        await using (var connection = new SqliteConnection($"Data Source={Tool.PathOf(LedgerPath)};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "update jobs set files = '{' where request_id = 'req-2'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal(1, await JobsAsync(args));

        Assert.Contains("The row of the job \"bad\\u202E\" in the table", Tool.Output + Tool.Error, StringComparison.Ordinal);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device.");
    }
}
