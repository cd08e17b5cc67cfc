using System.Text.RegularExpressions;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.CommandLine;

/// <summary>Runs the commands that the pages of the tool, <c>docs/reference/tool*.md</c>, show with what they say.</summary>
public sealed partial class DocumentedCommandTests : LedgerTest
{
    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (Match match in Pages().SelectMany(page => Console().Matches(page)))
        {
            commands.Add(match.Groups["command"].Value, match.Groups["told"].Value);
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_a_page_says_what_the_page_says(string command, string told)
    {
        foreach (var model in RunComfyClient.Models)
        {
            Tool.Write($"schemas/{model.Id}/input.json", model.InputSchema);
            Tool.Write($"schemas/{model.Id}/output.json", model.OutputSchema!);
            Tool.Write($"schemas/{model.Id}/input.patch.json", model.InputPatch ?? "{}");
        }

        await LeaveAsync("order-4709", LedgerState.Delivered, "0c1d5a1e-6c0f-4f0e-9a53-0e3f4b1c2d3e");
        await LeaveAsync("order-4710", LedgerState.Accepted, "7b2f4c9a-1d2e-4b5f-8c6d-9e0f1a2b3c4d");
        await LeaveAsync("order-4711", LedgerState.Unknown);
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);

        await RunAsync([.. Word().Matches(command).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal))]);

        Assert.Equal(Plain(told), Plain(Tool.Error.ReplaceLineEndings("\n") + Tool.Output));
    }

    [Fact]
    public void The_pages_show_commands_with_what_they_say() => Assert.True(Commands().Count() >= 5);

    // The moments at which the state is asked for, and so the positions that are seen, are another matter.
    private static string Plain(string told) =>
        Positions().Replace(Guids().Replace(told, "<request id>"), "").TrimEnd('\n');

    private static IEnumerable<string> Pages() => Directory
        .GetFiles(Path.Combine(SourceTree.Root, "docs", "reference"), "tool*.md")
        .Order(StringComparer.Ordinal)
        .Select(path => File.ReadAllText(path).ReplaceLineEndings("\n"));

    [GeneratedRegex(
        """^```console\n\$ schemasdk (?<command>[^\n]*)\n(?<told>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex("^ +[0-9.]+ s  [^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex Positions();
}
