using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed class ExitCodeTests : CommandTest
{
    [Theory]
    [InlineData(
        "lint --format yaml",
        "schemasdk: --format must be text, json, markdown, github or sarif, not 'yaml'.\n"
        + "schemasdk: For usage, run 'schemasdk lint --help'.\n")]
    [InlineData(
        "completion tcsh",
        "schemasdk: The shell must be bash, zsh, fish, powershell or schemasdk.json, not 'tcsh'.\n"
        + "schemasdk: For usage, run 'schemasdk completion --help'.\n")]
    public async Task An_unknown_value_is_a_usage_error_and_one_line_lists_the_known_values(string line, string message)
    {
        Assert.Equal(2, await Tool.RunAsync(line.Split(' ')));

        Assert.Equal(message, Tool.Error);
        Assert.Equal("", Tool.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Help_and_version_are_printed_to_standard_output(string option)
    {
        Assert.Equal(0, await Tool.RunAsync(option));

        Assert.NotEqual("", Tool.Output);
        Assert.Equal("", Tool.Error);
    }

    [Fact]
    public async Task A_command_chooses_the_exit_code_of_its_report()
    {
        Assert.Equal(4, await RunProbeAsync(_ => Task.FromResult(NoFindings with { Exit = ExitCode.NotCompared })));

        Assert.Equal("Nothing was found.\n", Tool.Output);
    }

    [Fact]
    public async Task The_option_json_is_short_for_the_format_of_that_name()
    {
        await RunProbeAsync(_ => Task.FromResult(NoFindings), "--json");
        var brief = Tool.Output;
        await RunProbeAsync(_ => Task.FromResult(NoFindings), "--format", "json");

        Assert.Equal("probe", (string?)JsonNode.Parse(brief)!["command"]);
        Assert.Equal(brief, Tool.Output);
    }

    [Fact]
    public async Task An_error_is_written_only_to_standard_error()
    {
        var exit = await RunProbeAsync(_ => throw new ToolException(ExitCode.Service, "The service is \u001b[31mdown."), "--json");

        Assert.Equal(3, exit);
        Assert.Equal("", Tool.Output);
        Assert.Equal("schemasdk: The service is \\u001B[31mdown.\n", Tool.Error);
    }

    [Fact]
    public async Task A_stopped_command_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var run = Tool.RunAsync(host => new Command("probe").Reporting(host, async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return NoFindings;
        }), stop.Token, "probe");
        await started.Task;

        await stop.CancelAsync();

        Assert.Equal(130, await run);
        Assert.Equal("schemasdk: Stopped.\n", Tool.Error);
    }

    private static Report NoFindings => new("probe", "A probe", [], "Nothing was found.", ExitCode.Fine);

    private Task<int> RunProbeAsync(Func<CancellationToken, Task<Report>> work, params string[] args) => Tool.RunAsync(
        host => new Command("probe").Reporting(host, (_, token) => work(token)), CancellationToken.None, ["probe", .. args]);
}
