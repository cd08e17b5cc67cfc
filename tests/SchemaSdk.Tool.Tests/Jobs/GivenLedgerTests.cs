using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class GivenLedgerTests : LedgerTest
{
    [Theory]
    [InlineData("Host=db;Username=me;Password=secret")]
    [InlineData("host=db; pwd = secret")]
    [InlineData("postgres://me:secret@db/jobs")]
    [InlineData("postgresql://db/jobs?user=me&password=secret")]
    [InlineData("Host=db;SSL Password=secret")]
    [InlineData("Host=db;SslPassword = secret")]
    [InlineData("postgres://me:se/cr:secret@db/jobs")]
    [InlineData("postgres://me:/secret@db/jobs")]
    public async Task A_password_in_an_argument_is_refused_by_a_sentence_that_names_the_variable(string ledger)
    {
        Assert.Equal(2, await RunAsync("jobs", "list", "--ledger", ledger));

        Assert.Contains("Set the environment variable SCHEMASDK_LEDGER", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variable_names_the_ledger_where_the_option_does_not()
    {
        await LeaveAsync("order-1", LedgerState.Unknown);
        Tool.SetEnvironment("SCHEMASDK_LEDGER", LedgerPath);

        Assert.Equal(0, await RunAsync("jobs", "list"));

        Assert.EndsWith("1 job: 1 unknown.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_ledger_both_ways_to_give_one_are_told()
    {
        Assert.Equal(2, await RunAsync("jobs", "list"));

        Assert.Equal(
            "schemasdk: No ledger was given. Give its path with --ledger, or set the environment variable SCHEMASDK_LEDGER.\n", Tool.Error);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("export")]
    [InlineData("resume")]
    [InlineData("show", "a")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task A_ledger_that_does_not_exist_is_not_made(params string[] args)
    {
        Assert.Equal(2, await JobsAsync(args));

        Assert.Contains("jobs.db' does not exist.", Tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Tool.PathOf(LedgerPath)));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task A_folder_is_no_ledger(params string[] args)
    {
        Directory.CreateDirectory(Tool.PathOf(LedgerPath));

        Assert.Equal(2, await JobsAsync(args));

        Assert.Contains("jobs.db) is a folder. Give the path of a file in it.", Tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task Commands_that_write_work_beside_the_process_that_has_the_ledger(params string[] args)
    {
        await LeaveAsync("a", LedgerState.Unknown);
        await using var writer = Open();

        await JobsAsync(args);

        Assert.Equal("", Tool.Error);
    }

    [Fact]
    public async Task What_can_be_given_to_a_command_of_jobs_is_told_by_its_full_name()
    {
        Assert.Equal(2, await RunAsync("jobs", "settle", "a", "--ledger", LedgerPath));

        Assert.Contains("Give either --id", Tool.Error, StringComparison.Ordinal);
        Assert.Contains("For usage, run 'schemasdk jobs settle --help'.", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_the_commands_and_the_states()
    {
        await RunAsync("[suggest:15]", "schemasdk jobs ");
        var commands = Tool.Output;
        await RunAsync("[suggest:28]", "schemasdk jobs list --state ");

        Assert.Contains("settle", commands, StringComparison.Ordinal);
        Assert.Contains("unknown", Tool.Output, StringComparison.Ordinal);
    }
}
