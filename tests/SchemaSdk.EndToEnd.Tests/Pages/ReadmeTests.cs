namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class ReadmeTests
{
    private static readonly Page Readme = Page.Read("README.md");

    [Fact]
    public void The_README_has_fewer_than_120_lines() => Assert.InRange(Readme.Text.TrimEnd('\n').Split('\n').Length, 50, 119);

    [Fact]
    public void The_first_example_has_at_most_15_lines() =>
        Assert.InRange(Readme.Blocks[1].Code.TrimEnd().Split('\n').Length, 5, 15);

    [Fact]
    public async Task The_first_example_prints_the_text_below_it()
    {
        await using var emulator = await QuickstartProgram.StartServiceAsync();

        var run = await BlockProgram.RunAsync(Readme.Blocks[1], emulator);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("text", Readme.Blocks[2].Language);
        Assert.Equal(WithoutVariableParts(Readme.Blocks[2].Code), WithoutVariableParts(run.Output));
    }

    // Included only in full test runs, because QuickstartTests runs the same command in every run.
    [Fact]
    [Trait("Size", "Full")]
    public async Task The_sample_prints_the_text_below_its_command()
    {
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsTheReadmeSaysAsync("--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("    dotnet run --project samples/Quickstart -- --out out.mp4\n", Readme.Text, StringComparison.Ordinal);
        Assert.Equal(
            StatesOnce(WithoutVariableParts(Readme.Blocks[0].Code)),
            StatesOnce(WithoutVariableParts(run.Output.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))));
    }

    private static string WithoutVariableParts(string text) =>
        Position().Replace(
            Time().Replace(Port().Replace(Id().Replace(text.ReplaceLineEndings("\n").TrimEnd('\n'), "ID"), ":PORT"), "TIME"), "");

    // The number of polls that find the job in the queue differs between runs.
    private static IEnumerable<string> StatesOnce(string text) => text.Split('\n').Distinct();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("(?<=127\\.0\\.0\\.1):[0-9]+")]
    private static partial Regex Port();

    [GeneratedRegex(@"^ *[0-9]+\.[0-9] s", RegexOptions.Multiline)]
    private static partial Regex Time();

    [GeneratedRegex(", position [0-9]+")]
    private static partial Regex Position();
}
