using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobListTests : LedgerTest
{
    [Fact]
    public async Task The_jobs_are_listed_as_a_table_with_their_number_in_each_state()
    {
        await LeaveAsync("order-1", LedgerState.Delivered, "req-1");
        await LeaveAsync("order-11", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("list"));

        Assert.Equal(
            """
            delivered  order-1   acme/star  2026-01-02 03:04:05Z  req-1
            unknown    order-11  acme/star  2026-01-02 03:04:05Z  -
            2 jobs: 1 unknown, 1 delivered.

            """,
            Tool.Output,
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(0, "a b c", "--model", Star)]
    [InlineData(0, "", "--model", "acme/sun")]
    [InlineData(0, "a c", "--state", "accepted", "--state", "intended")]
    [InlineData(1, "b", "--unknown")]
    [InlineData(1, "a b", "--unknown", "--state", "accepted")]
    public async Task Filters_leave_the_others_out_and_an_unknown_job_that_is_asked_for_is_a_finding(
        int exit, string keys, params string[] filters)
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");
        await LeaveAsync("b", LedgerState.Unknown);
        await LeaveAsync("c", LedgerState.Intended);

        Assert.Equal(exit, await JobsAsync(["list", "--json", .. filters]));

        var jobs = JsonNode.Parse(Tool.Output)!["facts"]!["jobs"]!.AsArray();
        Assert.Equal(keys, string.Join(' ', jobs.Select(job => (string?)job!["key"])));
    }

    [Fact]
    public async Task A_job_that_an_ended_process_was_sending_is_an_unknown_one()
    {
        await LeaveAsync("a", LedgerState.Delivered, "req-1");
        await LeaveAsync("b", LedgerState.Sending);

        Assert.Equal(1, await JobsAsync("list", "--unknown"));

        Assert.Equal(
            """
            unknown  b  acme/star  2026-01-02 03:04:05Z  -
            1 job: 1 unknown.

            """,
            Tool.Output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Jobs_of_which_nobody_knows_are_listed_with_the_time_at_which_they_were_sent()
    {
        var sent = Then.AddHours(-1);
        await LeaveAsync("a", LedgerState.Accepted, "req-1", sentAt: sent);
        await LeaveAsync("b", LedgerState.Unknown, sentAt: sent);
        await LeaveAsync("c", LedgerState.Sending, sentAt: sent);

        Assert.Equal(0, await JobsAsync("list"));

        Assert.StartsWith(
            """
            accepted  a  acme/star  2026-01-02 03:04:05Z  req-1
            unknown   b  acme/star  2026-01-02 02:04:05Z  -
            unknown   c  acme/star  2026-01-02 02:04:05Z  -

            """.ReplaceLineEndings("\n"),
            Tool.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_a_process_is_sending_is_not_an_unknown_one()
    {
        await using var writer = Open();
        var entry = writer.IntentOf("a", Star, "{}"u8.ToArray());
        await writer.BeginAsync(entry);
        var attempt = new LedgerAttempt { Number = 1, SentAt = Then };
        await writer.RecordAsync(entry with { State = LedgerState.Sending, Version = 2, Attempt = attempt, Input = default });

        Assert.Equal(0, await JobsAsync("list", "--unknown"));

        Assert.Equal("0 jobs.\n", Tool.Output);
    }

    [Fact]
    public async Task A_ledger_is_listed_beside_the_process_that_has_it()
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");
        await using var writer = Open();

        Assert.Equal(0, await JobsAsync("list"));

        Assert.EndsWith("1 job: 1 accepted.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_a_job_is_shown_with_its_input_and_result()
    {
        await LeaveAsync("order-1", LedgerState.Ended, "req-1");

        Assert.Equal(0, await JobsAsync("show", "order-1", "--json"));

        var facts = JsonNode.Parse(Tool.Output)!["facts"]!;
        Assert.Equal(("ended", "req-1", "succeeded"), ((string?)facts["state"], (string?)facts["requestId"], (string?)facts["outcome"]));
        Assert.Equal("order-1", (string?)facts["input"]!["prompt"]);
        Assert.Equal("https://files.example/a.mp4", (string?)facts["result"]!["output"]!["video"]);
    }

    [Fact]
    public async Task An_unknown_job_is_shown_with_what_is_to_be_done()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(0, await JobsAsync("show", "order-1"));

        Assert.Contains("sentAt     2026-01-02 03:04:05Z\n", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("among the jobs of 2026-01-02 03:04:05Z", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_ledger_does_not_have_is_wrong_usage()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);

        Assert.Equal(2, await JobsAsync("show", "order-2"));

        Assert.Equal("schemasdk: The ledger has no job 'order-2'. 'schemasdk jobs list' shows the keys.\n", Tool.Error);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("out/jobs.jsonl")]
    public async Task An_export_has_a_line_for_each_job_with_all_that_is_kept(string file)
    {
        await LeaveAsync("a", LedgerState.Ended, "req-1");
        await LeaveAsync("b", LedgerState.Unknown);
        Directory.CreateDirectory(Tool.PathOf("out"));

        Assert.Equal(0, await JobsAsync(file == "-" ? ["export"] : ["export", "--output", file]));

        var lines = (file == "-" ? Tool.Output : Tool.Read(file)).Split('\n');
        Assert.Equal(["a", "b"], lines[..^1].Select(line => (string?)JsonNode.Parse(line)!["key"]));
        Assert.Equal("b", (string?)JsonNode.Parse(lines[1])!["input"]!["prompt"]);
        Assert.DoesNotContain("emulator-token", string.Concat(lines), StringComparison.Ordinal);
        Assert.Equal("2 jobs written.\n", Tool.Error);
    }

    [Fact]
    public async Task An_export_overwrites_no_file()
    {
        await LeaveAsync("a", LedgerState.Unknown);
        Tool.Write("jobs.jsonl", "mine");

        Assert.Equal(2, await JobsAsync("export", "--output", "jobs.jsonl"));

        Assert.Equal("mine", Tool.Read("jobs.jsonl"));
    }

    [Fact]
    public async Task An_export_that_fails_leaves_no_file_behind()
    {
        Tool.Write(LedgerPath, "no ledger");

        Assert.Equal(2, await JobsAsync("export", "--output", "jobs.jsonl"));

        Assert.Contains("jobs.db", Tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Tool.PathOf("jobs.jsonl")));
    }

    [Fact]
    public async Task An_export_for_which_the_disk_has_no_room_leaves_no_file_behind()
    {
        await LeaveAsync("a", LedgerState.Unknown);
        Tool.CreateFile = path =>
        {
            File.WriteAllText(path, "");
            return new FullDisk();
        };

        Assert.Equal(2, await JobsAsync("export", "--output", "jobs.jsonl"));

        Assert.False(File.Exists(Tool.PathOf("jobs.jsonl")));
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device.");
    }
}
