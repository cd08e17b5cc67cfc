using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.CommandLine;

/// <summary>Holds what becomes of a command line.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task An_unknown_command_is_wrong_usage()
    {
        Assert.Equal(2, await _tool.RunAsync("conjure"));

        Assert.Equal("", _tool.Output);
        Assert.Contains("For usage, run 'schemasdk --help'.", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_form_of_a_report_is_wrong_usage()
    {
        var exit = await RunProbeAsync(_ => Task.FromResult(Fine), "--format", "yaml");

        Assert.Equal(2, exit);
        Assert.Equal(
            "schemasdk: --format must be text, json, markdown or sarif, not 'yaml'.\n"
            + "schemasdk: For usage, run 'schemasdk probe --help'.\n",
            _tool.Error);
    }

    [Theory]
    [InlineData(
        "jobs list --state foo",
        "schemasdk: --state must be intended, sending, accepted, refused, unknown, ended or delivered, not 'foo'.\n"
        + "schemasdk: For usage, run 'schemasdk jobs list --help'.\n")]
    [InlineData(
        "import page.txt --as pdf",
        "schemasdk: --as must be text, markdown or html, not 'pdf'.\n"
        + "schemasdk: For usage, run 'schemasdk import --help'.\n")]
    [InlineData(
        "completion tcsh",
        "schemasdk: The shell must be bash, zsh, fish or powershell, not 'tcsh'.\n"
        + "schemasdk: For usage, run 'schemasdk completion --help'.\n")]
    public async Task Another_word_is_wrong_usage_and_one_line_tells_those_that_can_be_given(string line, string told)
    {
        Assert.Equal(2, await _tool.RunAsync(line.Split(' ')));

        Assert.Equal(told, _tool.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Who_asks_for_help_is_fine(string option)
    {
        Assert.Equal(0, await _tool.RunAsync(option));

        Assert.NotEqual("", _tool.Output);
        Assert.Equal("", _tool.Error);
    }

    [Fact]
    public async Task The_exit_code_of_a_report_is_that_of_the_command()
    {
        Assert.Equal(4, await RunProbeAsync(_ => Task.FromResult(Fine with { Exit = ExitCode.NotCompared })));

        Assert.Equal("Nothing was found.\n", _tool.Output);
    }

    [Fact]
    public async Task Json_is_short_for_the_form_of_that_name()
    {
        await RunProbeAsync(_ => Task.FromResult(Fine), "--json");
        var brief = _tool.Output;
        await RunProbeAsync(_ => Task.FromResult(Fine), "--format", "json");

        Assert.Equal("probe", (string?)JsonNode.Parse(brief)!["command"]);
        Assert.Equal(brief, _tool.Output);
    }

    [Fact]
    public async Task An_error_is_told_beside_the_report_and_leaves_that_empty()
    {
        var exit = await RunProbeAsync(_ => throw new ToolException(ExitCode.Service, "The service is \u001b[31mdown."), "--json");

        Assert.Equal(3, exit);
        Assert.Equal("", _tool.Output);
        Assert.Equal("schemasdk: The service is \\u001B[31mdown.\n", _tool.Error);
    }

    [Fact]
    public async Task A_command_that_is_stopped_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var run = _tool.RunAsync(host => new Command("probe").Reporting(host, async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return Fine;
        }), stop.Token, "probe");
        await started.Task;

        await stop.CancelAsync();

        Assert.Equal(130, await run);
        Assert.Equal("schemasdk: Stopped.\n", _tool.Error);
    }

    private static Report Fine => new("probe", "A probe", [], "Nothing was found.", ExitCode.Fine);

    private Task<int> RunProbeAsync(Func<CancellationToken, Task<Report>> work, params string[] args) => _tool.RunAsync(
        host => new Command("probe").Reporting(host, (_, token) => work(token)), CancellationToken.None, ["probe", .. args]);
}
