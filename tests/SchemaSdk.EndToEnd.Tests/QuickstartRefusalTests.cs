using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class QuickstartRefusalTests
{
    [Theory]
    [InlineData("kling/kling-9", "kling/")]
    [InlineData("king/kling-3.0", "")]
    public async Task An_unknown_model_is_answered_with_those_of_its_maker_or_all(string id, string start)
    {
        var run = await QuickstartProgram.RunAsync("--model", id);

        var known = RunComfyClient.Models.Where(model => model.Id.StartsWith(start, StringComparison.Ordinal));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"This client has no model '{id}'. It has:\n{string.Concat(known.Select(model => $"  {model.Id}\n"))}",
            run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_wrong_value_is_named_by_its_pointer_and_nothing_is_sent()
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

    [Fact]
    public async Task A_model_that_starts_from_an_image_asks_for_one()
    {
        var run = await QuickstartProgram.RunAsync("--model", "kling/kling-3.0/standard/image-to-video");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--image-url", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_takes_no_image_says_so()
    {
        var run = await QuickstartProgram.RunAsync("--image-url", "https://example.com/a.png");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("accepts no image", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_found_out_before_anything_runs()
    {
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync("--out", folder.File("nowhere/out.mp4"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("--out names a folder that does not exist", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--out is empty")]
    [InlineData("  ", "--out is empty")]
    [InlineData("{long}", "--out cannot be written")]
    [InlineData("{part}", "--out cannot be written")]
    public async Task A_place_that_cannot_be_written_is_found_out_before_anything_runs(string path, string says)
    {
        using var folder = new TemporaryFolder();
        var file = path switch
        {
            "{long}" => folder.File(new string('x', 254)),
            "{part}" => folder.File("out.mp4"),
            _ => path,
        };
        if (path == "{part}")
        {
            // Of all that stands in the way of a file, this is in the way of an administrator too.
            Directory.CreateDirectory(file + ".part");
        }

        var run = await QuickstartProgram.RunAsync("--out", file);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_that_is_there_is_as_it_was_when_nothing_runs()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("out.mp4"), "before");

        var run = await QuickstartProgram.RunAsync("--out", folder.File("out.mp4"), "--duration", "99");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public async Task Only_the_real_service_has_requests_to_come_back_to()
    {
        var run = await QuickstartProgram.RunAsync("--resume", "abc");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--resume needs --live", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_an_error()
    {
        var run = await QuickstartProgram.RunAsync("--prmopt", "x");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--prmopt", run.Error, StringComparison.Ordinal);
    }
}
