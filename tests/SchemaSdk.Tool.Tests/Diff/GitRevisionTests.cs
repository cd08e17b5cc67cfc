using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Diff;

namespace SchemaSdk.Tool.Tests.Diff;

public sealed class GitRevisionTests : CommandTest
{
    private const string Old = """
        {
          "type": "object",
          "properties": {
            "duration": { "type": "integer", "maximum": 15 }
          }
        }
        """;

    [Fact]
    public async Task A_git_revision_is_compared_with_the_folder()
    {
        Write("schemas", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Write("schemas", Old.Replace("15", "20", StringComparison.Ordinal));
        Tool.Write("schemas/acme/new/input.json", Old);

        await PrintsAsync(
            0,
            "schemas/acme/kite/input.json(4,38): note input-maximum-wider: feature: acme/kite: KiteInput.Duration: maximum changed "
            + "from 15 to 20\n"
            + "schemas/acme/new/input.json(1,1): note model-new: feature: acme/new: The model is new.\n"
            + "0 breaking, 0 unknown, 0 reading, 2 feature and 0 patch changes: the next version is a minor version.\n",
            "diff", "HEAD");

        await ReportsAsync(1, "HEAD:schemas/acme/kite/input.json(4,38): error input-maximum-narrower", "diff", "schemas", "HEAD");
        Assert.Equal(0, await Tool.RunAsync("diff", "HEAD", "HEAD"));
    }

    [Fact]
    public async Task Annotations_have_the_paths_of_the_repository()
    {
        using var inner = new ToolTest(Tool) { Below = "schemas" };
        Write("schemas", Old);
        Tool.Write("schemas/acme/bell/input.json", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Write("schemas", Old.Replace("15", "10", StringComparison.Ordinal));
        File.Delete(Tool.PathOf("schemas/acme/bell/input.json"));

        Assert.Equal(1, await inner.RunAsync("diff", "HEAD", "--folder", ".", "--github"));

        Assert.Contains("::error file=schemas/acme/kite/input.json,line=4,", inner.Output, StringComparison.Ordinal);
        Assert.Contains("::error file=schemas/acme/bell/input.json,", inner.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_has_the_form_of_a_package_is_a_revision()
    {
        Write("schemas", Old);
        var git = new GitRepository(Tool.Folder);
        await git.CommitAsync();
        await git.RunAsync("tag", "acme@1.4.0");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "acme@1.4.0");
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "more": {} } }""");
        Tool.Write("more/acme/bell/input.json", Old);
        await ReportsAsync(0, "model-new", "diff", "acme@1.4.0");
    }

    // When git runs a hook, it sets GIT_DIR and GIT_INDEX_FILE, as in the first row.
    [Theory]
    [InlineData(".git", "GIT_INDEX_FILE", ".git/other")]
    [InlineData("elsewhere.git", "GIT_WORK_TREE", "")]
    public async Task A_repository_that_is_given_as_variables_is_used(string home, string other, string value)
    {
        Write("schemas", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Directory.Move(Tool.PathOf(".git"), Tool.PathOf("moved"));
        Directory.Move(Tool.PathOf("moved"), Tool.PathOf(home));
        var variables = new Dictionary<string, string> { ["GIT_DIR"] = Tool.PathOf(home), [other] = Tool.PathOf(value) };
        Tool.SetEnvironment("GIT_DIR", variables["GIT_DIR"]);
        Tool.SetEnvironment(other, variables[other]);
        Tool.RunProgramAsync = (call, stop) => StartedProgram.RunAsync(
            call with
            {
                Variables = variables.Where(one => !call.Withheld.Contains(one.Key)).Concat(call.Variables).ToDictionary(),
            },
            stop);

        await ReportsAsync(0, "Nothing changed.\n", "diff", "HEAD");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--upload-pack=touch evil")]
    [InlineData("HEAD:schemas")]
    public async Task A_name_that_is_neither_a_folder_nor_a_revision_is_not_compared(string typed)
    {
        Write("schemas", Old);

        await FailsAsync(4, "is neither a folder nor a git revision nor a package with a version", "diff", "--", typed, "schemas");
        Assert.Equal("", Tool.Output);
    }

    [Fact]
    public async Task A_revision_without_the_folder_is_not_compared()
    {
        Write("other", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Write("schemas", Old);

        foreach (var args in new[] { new[] { "HEAD" }, ["HEAD", "schemas"], ["HEAD", "HEAD", "--folder", "wrong/deep"] })
        {
            await PrintsAsync(4, "", ["diff", .. args]);
            Assert.Contains("'HEAD' has no schema in '", Tool.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, await Tool.RunAsync("diff", "HEAD", "HEAD", "--folder", "other"));
    }

    [Fact]
    public async Task A_folder_behind_a_symbolic_link_is_found_in_its_repository()
    {
        Tool.Write("repository/deep/schemas/acme/kite/input.json", Old);
        await new GitRepository(Tool.PathOf("repository")).CommitAsync();
        Directory.CreateSymbolicLink(Tool.PathOf("schemas"), Tool.PathOf("repository/deep/schemas"));
        Directory.CreateSymbolicLink(Tool.PathOf("link"), Tool.PathOf("repository/deep"));

        Assert.Equal(0, await Tool.RunAsync("diff", "HEAD"));
        Assert.Equal(0, await Tool.RunAsync("diff", "HEAD", "link/schemas/"));

        Directory.Delete(Tool.PathOf("repository/deep/schemas"), recursive: true);
        Assert.Equal(0, await Tool.RunAsync("diff", "HEAD", "HEAD", "--folder", "link/schemas/"));
    }

    [FactOutsideWindows("Windows allows links only to administrators.")]
    public async Task A_symbolic_link_in_a_revision_is_followed()
    {
        Tool.Write("shared/input.json", Old);
        Directory.CreateDirectory(Tool.PathOf("schemas/acme/kite"));
        File.CreateSymbolicLink(Tool.PathOf("schemas/acme/kite/input.json"), "../../../shared/input.json");
        await new GitRepository(Tool.Folder).CommitAsync();

        await ReportsAsync(0, "Nothing changed.\n", "diff", "HEAD");
        Tool.Write("shared/input.json", Old.Replace("15", "10", StringComparison.Ordinal));
        await ReportsAsync(1, "input-maximum-narrower", "diff", "HEAD");
    }

    [FactOutsideWindows("Windows allows links only to administrators.")]
    public async Task A_symbolic_link_out_of_a_revision_is_reported()
    {
        Write("schemas", Old);
        File.CreateSymbolicLink(Tool.PathOf("schemas/acme/kite/output.json"), "nowhere.json");
        await new GitRepository(Tool.Folder).CommitAsync();

        await FailsAsync(4, "kite/output.json' is a symbolic link to something that is not a file of the revision", "diff", "HEAD", "HEAD");
    }

    [Fact]
    public async Task A_message_contains_the_reason_why_git_failed()
    {
        Write("schemas", Old);
        Tool.RunProgramAsync = static (_, _) => Task.FromResult(
            new ProgramResult(128, [], "fatal: detected dubious ownership in repository at '/src'\nTo add an exception …"));

        await FailsAsync(
            4, "Acme.Models@1.2.0. Git failed: fatal: detected dubious ownership in repository at '/src'.\n", "diff", "v1.4.0");
    }

    [Fact]
    public async Task A_folder_on_a_missing_drive_has_no_revision()
    {
        // An empty path is like a missing drive: it does not exist and has no parent.
        Assert.Null(await new GitRevision(ToolHost.OfProcess(), "").ReadAsync("HEAD", default));
    }

    [Fact]
    public async Task A_file_in_the_current_folder_is_not_started_in_place_of_git()
    {
        Write("schemas", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.Write("git", "not a program");
        Tool.Write("git.exe", "not a program");

        using var process = RunningProcess.Start(
            "dotnet", ["exec", typeof(GitRevision).Assembly.Location, "diff", "HEAD"], folder: Tool.Folder);
        var end = await process.EndAsync();

        Assert.True(end.ExitCode == 0, $"{end}");
    }

    [FactOutsideWindows("Windows has no program 'sh'.")]
    public async Task A_stopped_command_ends_git_and_its_child_processes()
    {
        Write("schemas", Old);
        await new GitRepository(Tool.Folder).CommitAsync();
        Tool.RunProgramAsync = static (call, stop) => StartedProgram.RunAsync(
            call with { Name = "sh", Arguments = ["-c", "sleep 60 & echo $! > new.id; mv new.id child.id; wait"] }, stop);
        using var stop = new CancellationTokenSource();

        var run = Tool.RunAsync(stop.Token, "diff", "HEAD");
        await Soon.Until(() => File.Exists(Tool.PathOf("child.id")));
        await stop.CancelAsync();

        Assert.Equal(130, await run);
        Assert.True(HasEnded(int.Parse(Tool.Read("child.id"), CultureInfo.InvariantCulture)));
    }

    [FactOutsideWindows("Windows has no program 'sh'.")]
    public async Task A_program_inherits_all_variables_except_the_withheld_ones()
    {
        Environment.SetEnvironmentVariable("SCHEMASDK_WITHHELD", "a-secret");
        Environment.SetEnvironmentVariable("SCHEMASDK_INHERITED", "inherited");

        var result = await StartedProgram.RunAsync(
            new ProgramCall("sh", ["-c", "echo $SCHEMASDK_WITHHELD $SCHEMASDK_INHERITED"], Tool.Folder)
            {
                Withheld = ["SCHEMASDK_WITHHELD"],
            },
            default);

        Assert.Equal("inherited", result.Text);
    }

    private static bool HasEnded(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(TimeSpan.FromSeconds(20));
        }
        catch (ArgumentException)
        {
            return true;   // No process has this id.
        }
    }

    private void Write(string folder, string input) => Tool.Write($"{folder}/acme/kite/input.json", input);
}
