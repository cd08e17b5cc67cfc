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
    [InlineData("jdbc:postgresql://me:secret@db/jobs")]
    [InlineData("\"postgresql+psycopg2://me:secret@db/jobs\"")]
    [InlineData("dbname=jobs user=me password=secret")]
    public async Task A_password_in_an_argument_is_refused_and_the_variable_is_named(string ledger)
    {
        await FailsAsync(2, "Set the environment variable SCHEMASDK_LEDGER", "jobs", "list", "--ledger", ledger);
        Assert.DoesNotContain("secret", Tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" postgresql://me:secret@db/jobs")]
    [InlineData("jdbc:postgresql:jobs?user=me&password=secret")]
    public async Task An_address_in_the_form_of_another_framework_is_refused_without_its_password(string ledger)
    {
        Tool.SetEnvironment("SCHEMASDK_LEDGER", ledger);

        await FailsAsync(2, "The connection string cannot be read", "jobs", "list");
        Assert.DoesNotContain("secret", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_variable_gives_the_ledger_if_the_option_is_missing_and_a_message_names_both()
    {
        await RecordAsync("order-1", LedgerState.Unknown);
        Assert.Equal(2, await RunAsync("jobs", "list"));
        Assert.Equal(
            "schemasdk: No ledger was given. Specify one with --ledger, or set the environment variable SCHEMASDK_LEDGER.\n", Tool.Error);

        Tool.SetEnvironment("SCHEMASDK_LEDGER", LedgerPath);
        Assert.Equal(0, await RunAsync("jobs", "list"));
        Assert.EndsWith("1 job: 1 unknown.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("export")]
    [InlineData("resume")]
    [InlineData("show", "a")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task A_missing_ledger_is_not_created(params string[] args)
    {
        await JobsFailAsync(2, "jobs.db' does not exist.", args);
        Assert.False(File.Exists(Tool.PathOf(LedgerPath)));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task A_folder_is_not_a_ledger(params string[] args)
    {
        Directory.CreateDirectory(Tool.PathOf(LedgerPath));

        await JobsFailAsync(2, "jobs.db) is a folder. Specify the path of a file in it.", args);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("resume")]
    [InlineData("settle", "a", "--not-accepted", "--yes")]
    public async Task Commands_work_while_another_process_uses_the_ledger(params string[] args)
    {
        await RecordAsync("a", LedgerState.Unknown);
        await using var writer = Open();

        await JobsAsync(args);

        Assert.Equal("", Tool.Error);
        Assert.NotEqual("", Tool.Output);
    }
}
