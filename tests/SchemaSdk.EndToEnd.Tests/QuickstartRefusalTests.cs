namespace SchemaSdk.EndToEnd.Tests;

public sealed class QuickstartRefusalTests
{
    [Theory]
    [InlineData("kling/kling-9", "kling/")]
    [InlineData("king/kling-3.0", "")]
    public async Task The_error_for_an_unknown_model_lists_the_models_of_its_maker_or_else_all_models(string id, string start)
    {
        var run = await QuickstartProgram.RunAsync("--model", id);

        var known = RunComfyClient.Models.Where(model => model.Id.StartsWith(start, StringComparison.Ordinal));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"This client has no model '{id}'. Its models are:\n{string.Concat(known.Select(model => $"  {model.Id}\n"))}",
            run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_wrong_value_is_reported_with_its_pointer_and_nothing_is_sent()
    {
        var run = await QuickstartProgram.RunAsync("--duration", "99");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(
            @"^Nothing was sent: kling/kling-3\.0/pro/text-to-video does not accept this input\.\r?\n"
            + @"  /duration is 99; it must be at most 15\.\r?\n$",
            run.Error);
        Assert.DoesNotContain("request  ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model kling/kling-3.0/standard/image-to-video", "--image-url")]
    [InlineData("--image-url https://example.com/a.png", "accepts no image")]
    [InlineData("--resume abc", "--resume needs --live")]
    [InlineData("--prmopt x", "--prmopt")]
    public async Task A_wrong_call_is_rejected_with_a_reason(string arguments, string says)
    {
        var run = await QuickstartProgram.RunAsync(arguments.Split(' '));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_token_is_one_line_and_is_reported_before_the_cost()
    {
        var run = await QuickstartProgram.RunAsync("--live");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("RUNCOMFY_API_TOKEN", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--out is empty")]
    [InlineData("nowhere/out.mp4", "--out is in a folder that does not exist")]
    [InlineData("out.mp4", "--out cannot be written")]
    public async Task An_output_path_that_cannot_be_written_is_reported_before_anything_runs(string path, string says)
    {
        using var folder = new TemporaryFolder();

        // A folder with this name prevents even an administrator from creating the file.
        Directory.CreateDirectory(folder.File("out.mp4.part"));

        var run = await QuickstartProgram.RunAsync("--out", path.Length == 0 ? "" : folder.File(path));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task An_existing_file_is_unchanged_if_nothing_runs()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("out.mp4"), "before");

        var run = await QuickstartProgram.RunAsync("--out", folder.File("out.mp4"), "--duration", "99");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.Path))));
    }
}
