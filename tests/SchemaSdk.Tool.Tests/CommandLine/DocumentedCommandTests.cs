using System.Text.RegularExpressions;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed partial class DocumentedCommandTests : LedgerTest
{
    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (Match match in Pages().SelectMany(page => Console().Matches(page)))
        {
            commands.Add(match.Groups["command"].Value, match.Groups["output"].Value);
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_documented_command_prints_the_documented_output(string command, string output)
    {
        var model = RunComfyClient.Models.Single(static model => model.Id == "kling/kling-3.0/pro/text-to-video");
        Tool.Write($"schemas/{model.Id}/input.json", model.InputSchema);
        Tool.Write($"schemas/{model.Id}/output.json", model.OutputSchema!);
        Tool.Write($"schemas/{model.Id}/input.patch.json", model.InputPatch ?? "{}");

        await RecordAsync("order-4709", LedgerState.Delivered, "0c1d5a1e-6c0f-4f0e-9a53-0e3f4b1c2d3e");
        await RecordAsync("order-4710", LedgerState.Accepted, "7b2f4c9a-1d2e-4b5f-8c6d-9e0f1a2b3c4d");
        await RecordAsync("order-4711", LedgerState.Unknown);
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);

        await RunAsync([.. Word().Matches(command).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal))]);

        Assert.Equal(Plain(output), Plain(Tool.Error.ReplaceLineEndings("\n") + Tool.Output));
    }

    // Removes queue positions, because they depend on when the job is polled.
    private static string Plain(string output) =>
        Positions().Replace(Guids().Replace(output, "<request id>"), "").TrimEnd('\n');

    private static IEnumerable<string> Pages() => Directory
        .GetFiles(Path.Combine(SourceTree.Root, "docs", "reference"), "tool*.md")
        .Order(StringComparer.Ordinal)
        .Select(path => File.ReadAllText(path).ReplaceLineEndings("\n"));

    [GeneratedRegex(
        """^```console\n\$ schemasdk (?<command>[^\n]*)\n(?<output>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex("^ +[0-9.]+ s  [^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex Positions();
}
