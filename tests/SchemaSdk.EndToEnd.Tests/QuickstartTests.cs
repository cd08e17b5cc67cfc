namespace SchemaSdk.EndToEnd.Tests;

public sealed partial class QuickstartTests
{
    [FactWith("ffmpeg")]
    public Task The_command_of_the_README_shows_the_states_in_order_and_saves_a_video() => AssertWholeRunAsync();

    [FactWith("ffmpeg")]
    [Trait("Size", "Full")]
    public Task The_command_with_an_image_shows_the_states_in_order_and_saves_a_video() => AssertWholeRunAsync(
        "--image-url", "https://example.com/a.png", "--model", "kling/kling-3.0/standard/image-to-video");

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_folder_as_output_path_receives_a_file()
    {
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync("--out", folder.Path);

        Assert.True(run.ExitCode == 0, run.ToString());
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Contains($"saved    {file}", run.Lines);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var run = await QuickstartProgram.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["--model", "--prompt", "--image-url", "--duration", "--out", "--live", "--yes", "--resume", "--help"],
            option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
    }

    private static async Task AssertWholeRunAsync(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("out.mp4");

        var run = await QuickstartProgram.RunAsTheReadmeSaysAsync([.. arguments, "--out", path]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Single(run.Lines, line => RequestLine().IsMatch(line));
        Assert.Single(run.Lines, line => ResultLine().IsMatch(line));
        Assert.Equal($"saved    {path}", run.Lines[^1]);

        var states = run.Lines
            .Select(line => StateLine().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["state"].Value)
            .ToList();
        Assert.Equal(["in queue", "in progress", "succeeded"], states.Distinct());
        Assert.Equal(states.Order(Comparer<string>.Create((a, b) => Rank(a) - Rank(b))), states);
        Assert.Matches("in queue, position [0-9]+", run.Output);
        await Video.PlaysAsync(path);
    }

    private static int Rank(string state) => state switch { "in queue" => 0, "in progress" => 1, _ => 2 };

    [GeneratedRegex("^request  [A-Za-z0-9_-]+$")]
    private static partial Regex RequestLine();

    [GeneratedRegex("^result   http://127\\.0\\.0\\.1:[0-9]+/\\S+$")]
    private static partial Regex ResultLine();

    [GeneratedRegex("^[0-9]+\\.[0-9] s  (?<state>[a-z ]+)")]
    private static partial Regex StateLine();
}
