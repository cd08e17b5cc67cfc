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
        await PrintsAsync(2, "", line.Split(' '));
        Assert.Equal(message, Tool.Error);
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
    public async Task The_option_json_is_short_for_the_format_of_that_name()
    {
        Tool.Write("schemas/acme/kite/input.json", "{}");
        await Tool.RunAsync("lint", "--json");
        var brief = Tool.Output;

        await Tool.RunAsync("lint", "--format", "json");

        Assert.Equal("lint", (string?)JsonNode.Parse(brief)!["command"]);
        Assert.Equal(brief, Tool.Output);
    }
}
