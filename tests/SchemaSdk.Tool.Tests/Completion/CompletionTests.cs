namespace SchemaSdk.Tool.Tests.Completion;

/// <summary>Tests completion in shells. Only Bash is run; for the other shells, only the scripts are checked.</summary>
public sealed class CompletionTests : EmulatedTest
{
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
    [InlineData("schemasdk run acme/star --format ", "text json markdown github sarif")]
    [InlineData("schemasdk run acme/star --emu", "--emulator")]
    [InlineData("schemasdk run acme/star --service Run", "RunComfy")]
    [InlineData("schemasdk run --folder nowhere ", "")]
    [InlineData("schemasdk jobs list --state ", "accepted delivered ended intended refused sending unknown")]
    [InlineData("schemasdk completion ", "bash fish powershell schemasdk.json zsh")]
    public async Task The_tool_suggests_how_a_command_line_can_continue(string line, string items)
    {
        Tool.Write("schemas/acme/moon/input.json", """{ "type": "object" }""");

        Assert.Equal(0, await Tool.RunAsync($"[suggest:{line.Length}]", line));

        var suggested = Tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(items.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), suggested.Order());
        Assert.Equal("", Tool.Error);
    }

    [Theory]
    [InlineData("schemasdk run acme/star", 14)]
    [InlineData("schemasdk run", 14)]
    public async Task The_cursor_may_be_in_the_line_or_after_it(string line, int position)
    {
        Assert.Equal(0, await Tool.RunAsync($"[suggest:{position}]", line));

        Assert.Equal("acme/star\n", Tool.Output);
    }

    [FactOutsideWindows("On Windows, bash is missing or belongs to another system.")]
    public async Task Bash_completes_a_line_and_runs_nothing_from_a_hostile_folder()
    {
        Tool.Write("schemas/acme/x$(touch pwned);`touch pwned`/input.json", """{ "type": "object" }""");

        var items = await InBashAsync("schemasdk run acme/star -i aspect_ratio=16:", "schemasdk run acme/x");

        Assert.Equal(["9", @"acme/x\$\(touch\ pwned\)\;\`touch\ pwned\`"], items);
        Assert.DoesNotContain("pwned", Tool.Files());
    }

    [Fact]
    public async Task An_id_that_cannot_be_typed_is_not_suggested()
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
    public async Task Each_shell_has_a_script_that_calls_the_tool(string shell, string registers)
    {
        await ReportsAsync(0, $"{registers}\n", "completion", shell);
        Assert.Contains("schemasdk \"[suggest:", Tool.Output, StringComparison.Ordinal);
        Assert.StartsWith("# In ", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("eval", Tool.Output.Split('\n', 2)[1], StringComparison.Ordinal);
    }

    // The script below does what Bash does when the user presses the Tab key.
    private async Task<string[]> InBashAsync(params string[] lines)
    {
        const string Key =
            """
            schemasdk() { dotnet exec "$TOOL" "$@"; }
            eval "$(schemasdk completion bash)" || exit 9
            complete -p schemasdk >/dev/null || exit 8
            while IFS= read -r COMP_LINE; do
              COMP_POINT=${#COMP_LINE}
              COMPREPLY=()
              _schemasdk_complete < /dev/null
              echo "${COMPREPLY[*]}"
            done <<< "$TYPED"
            """;
        var environment = new Dictionary<string, string>
        {
            ["TOOL"] = typeof(SchemaSdk.Tool.CommandLine.Suggestions).Assembly.Location,
            ["TYPED"] = string.Join('\n', lines),
        };
        using var process = RunningProcess.Start(
            "bash", ["--norc", "-c", Key.ReplaceLineEndings("\n")], environment, folder: Tool.Folder);
        var end = await process.EndAsync();
        Assert.True(end.ExitCode == 0, $"{end}");
        return end.Output.Split('\n')[..^1];
    }
}
