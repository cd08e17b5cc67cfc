using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>The copy and the check of a ledger's file.</summary>
public sealed class JobFileTests : LedgerTest
{
    [Fact]
    public async Task A_backup_has_all_jobs_also_while_a_process_uses_the_ledger()
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");
        await using var writer = Open();

        Assert.Equal(0, await JobsAsync("backup", "copy.db"));
        Assert.Equal(0, await RunAsync("jobs", "list", "--ledger", "copy.db"));

        Assert.EndsWith("1 job: 1 accepted.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_replaces_no_file()
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");
        Tool.Write("copy.db", "another file");

        Assert.Equal(2, await JobsAsync("backup", "copy.db"));

        Assert.Contains("copy.db' already exists. Give the path of a new one.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("another file", await File.ReadAllTextAsync(Tool.PathOf("copy.db")));
    }

    [Fact]
    public async Task A_file_that_is_whole_is_said_to_be()
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");

        Assert.Equal(0, await JobsAsync("check"));

        Assert.EndsWith("The file is not damaged.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_in_a_file_is_a_finding()
    {
        for (var job = 0; job < 50; job++)
        {
            await LeaveAsync($"order-{job}", LedgerState.Accepted, $"req-{job}");
        }

        await using (var file = new FileStream(Tool.PathOf(LedgerPath), FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8192]);
        }

        Assert.Equal(1, await JobsAsync("check"));

        Assert.Contains("The file is damaged, so nothing is sent from it.", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_lost_its_last_lines_is_opened_again_once_it_was_checked()
    {
        await LeaveAsync("a", LedgerState.Accepted, "req-1");
        await using (Open())
        {
            File.Copy(Tool.PathOf(LedgerPath), Tool.PathOf("left.db"));
        }

        Assert.Equal(2, await RunAsync("jobs", "list", "--ledger", "left.db"));
        Assert.Contains("schemasdk jobs check", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("jobs", "check", "--ledger", "left.db"));
        Assert.Equal(0, await RunAsync("jobs", "list", "--ledger", "left.db"));
    }
}
