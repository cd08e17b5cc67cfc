namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobFileTests : LedgerTest
{
    [Fact]
    public async Task A_backup_of_a_ledger_in_use_has_all_jobs_and_replaces_no_file()
    {
        await RecordAsync("a", LedgerState.Accepted, "req-1");
        await using var writer = Open();

        Assert.Equal(0, await JobsAsync("backup", "copy.db"));
        Assert.Equal(0, await RunAsync("jobs", "list", "--ledger", "copy.db"));

        Assert.EndsWith("1 job: 1 accepted.\n", Tool.Output, StringComparison.Ordinal);

        Tool.Write("other.db", "another file");
        await JobsFailAsync(2, "other.db' already exists. Specify the path of a new file.", "backup", "other.db");
        Assert.Equal("another file", Tool.Read("other.db"));
    }

    [Fact]
    public async Task A_check_tells_a_damaged_file_from_an_undamaged_one()
    {
        for (var job = 0; job < 50; job++)
        {
            await RecordAsync($"order-{job}", LedgerState.Accepted, $"req-{job}");
        }

        Assert.Equal(0, await JobsAsync("check"));
        Assert.EndsWith("The file is not damaged.\n", Tool.Output, StringComparison.Ordinal);

        await using (var file = new FileStream(Tool.PathOf(LedgerPath), FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8192]);
        }

        await JobsReportAsync(1, "The file is damaged, so its jobs are not submitted.", "check");
    }

    [Fact]
    public async Task A_file_that_lacks_its_last_entries_is_opened_after_a_check()
    {
        await RecordAsync("a", LedgerState.Accepted, "req-1");
        await using (Open())
        {
            File.Copy(Tool.PathOf(LedgerPath), Tool.PathOf("left.db"));
        }

        await FailsAsync(2, "schemasdk jobs check", "jobs", "list", "--ledger", "left.db");
        Assert.Equal(0, await RunAsync("jobs", "check", "--ledger", "left.db"));
        Assert.Equal(0, await RunAsync("jobs", "list", "--ledger", "left.db"));
    }
}
