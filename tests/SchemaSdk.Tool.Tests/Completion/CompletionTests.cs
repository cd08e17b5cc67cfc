using System.Diagnostics;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Completion;

/// <summary>Holds what a shell completes: in bash itself, and for the others what they are given.</summary>
public sealed class CompletionTests : EmulatedTest
{
    private const string NoBash = "Windows has no bash, or one of another system.";

    [Theory]
    [InlineData("schemasdk ru", "run")]
    [InlineData("schemasdk run ", "acme/moon acme/star")]
    [InlineData("schemasdk run acme/s", "acme/star")]
    [InlineData("schemasdk price acme/m", "acme/moon")]
    [InlineData("schemasdk run acme/star -i du", "duration=")]
    [InlineData("schemasdk run acme/star -i duration=5 -i asp", "aspect_ratio=")]
    [InlineData("schemasdk run acme/star -i aspect_ratio=", "aspect_ratio=16:9 aspect_ratio=9:16")]
    [InlineData("schemasdk run acme/star -i sound=t", "sound=true")]
    [InlineData("schemasdk run acme/star -i shots.0.", "")]
    [InlineData("schemasdk run acme/star --format ", "text json markdown sarif")]
    [InlineData("schemasdk run acme/star --emu", "--emulator")]
    [InlineData("schemasdk run --folder nowhere ", "")]
    [InlineData("schemasdk completion ", "bash fish powershell zsh")]
    public async Task The_tool_says_what_can_stand_at_the_end_of_a_line(string line, string items)
    {
        Tool.Write("schemas/acme/moon/input.json", """{ "type": "object" }""");

        Assert.Equal(0, await Tool.RunAsync($"[suggest:{line.Length}]", line));

        var told = Tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(items.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), told.Order());
        Assert.Equal("", Tool.Error);
    }

    [Theory]
    [InlineData("schemasdk run acme/star", 14)]
    [InlineData("schemasdk run", 14)]
    public async Task The_cursor_may_be_within_the_line_or_behind_it(string line, int position)
    {
        Assert.Equal(0, await Tool.RunAsync($"[suggest:{position}]", line));

        Assert.Equal("acme/star\n", Tool.Output);
    }

    [TheoryOutsideWindows(NoBash)]
    [InlineData("schemasdk ru", "run")]
    [InlineData("schemasdk run ", "acme/star")]
    [InlineData("schemasdk run acme/star -i du", "duration=")]
    [InlineData("schemasdk run acme/star -i aspect_ratio=", "16:9 9:16")]
    [InlineData("schemasdk run acme/star -i aspect_ratio=16:", "9")]
    [InlineData("schemasdk run acme/star --emu", "--emulator")]
    [InlineData("schemasdk run nothing/of-that-name", "")]
    public async Task Bash_completes_a_line(string line, string items) => Assert.Equal(items, await InBashAsync(line));

    [TheoryOutsideWindows(NoBash)]
    [InlineData("x$(touch pwned)", @"acme/x\$\(touch\ pwned\)")]
    [InlineData("x;`touch pwned`", @"acme/x\;\`touch\ pwned\`")]
    public async Task Bash_runs_nothing_of_a_folder_that_somebody_else_made(string folder, string completed)
    {
        Tool.Write($"schemas/acme/{folder}/input.json", """{ "type": "object" }""");

        Assert.Equal(completed, await InBashAsync("schemasdk run acme/x"));

        Assert.DoesNotContain("pwned", Tool.Files());
    }

    [Fact]
    public async Task An_id_that_cannot_be_typed_is_not_completed()
    {
        if (!OperatingSystem.IsWindows())
        {
            Tool.Write("schemas/acme/two\nlines/input.json", """{ "type": "object" }""");
        }

        Assert.Equal(0, await Tool.RunAsync("[suggest:14]", "schemasdk run "));

        Assert.Equal("acme/star\n", Tool.Output);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _schemasdk_complete schemasdk")]
    [InlineData("zsh", "compdef _schemasdk schemasdk")]
    [InlineData("fish", "complete -c schemasdk -a '(__schemasdk_complete)'")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName schemasdk -ScriptBlock {")]
    public async Task Each_shell_has_a_script_that_asks_the_tool(string shell, string registers)
    {
        Assert.Equal(0, await Tool.RunAsync("completion", shell));

        Assert.Contains($"{registers}\n", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("schemasdk \"[suggest:", Tool.Output, StringComparison.Ordinal);
        Assert.StartsWith("# In ", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("eval", Tool.Output.Split('\n', 2)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shell_is_wrong_usage()
    {
        Assert.Equal(2, await Tool.RunAsync("completion", "tcsh"));

        Assert.Contains("'tcsh'", Tool.Error, StringComparison.Ordinal);
    }

    // Bash runs the script as it does when somebody presses the key; the tool that it asks is the one that was built.
    private async Task<string> InBashAsync(string line)
    {
        const string Key =
            """
            schemasdk() { dotnet exec "$TOOL" "$@"; }
            eval "$(schemasdk completion bash)" || exit 9
            complete -p schemasdk >/dev/null || exit 8
            COMP_LINE="$LINE"
            COMP_POINT=${#LINE}
            _schemasdk_complete
            echo "${COMPREPLY[*]}"
            """;
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Tool.Folder, RedirectStandardOutput = true };
        Array.ForEach(["--norc", "-c", Key], start.ArgumentList.Add);
        start.Environment["TOOL"] = typeof(SchemaSdk.Tool.CommandLine.Suggestions).Assembly.Location;
        start.Environment["LINE"] = line;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd('\n');
    }
}
