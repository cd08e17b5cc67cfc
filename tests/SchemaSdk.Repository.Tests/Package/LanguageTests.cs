namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class LanguageTests(PackedFeed feed)
{
    [Theory]
    [Trait("Size", "Full")]
    [InlineData("fsharp", "FSharp", "Program.fs")]
    [InlineData("vb", "VisualBasic", "Program.vb")]
    public async Task A_documented_program_builds_without_warnings_and_runs(string language, string project, string file)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "guides", "fsharp-and-visual-basic.md"));
        var program = Regex.Match(page.ReplaceLineEndings("\n"), $"(?s)```{language}\n(.*?)```").Groups[1].Value;
        var folder = Path.Combine(feed.Consumer("Languages", $"{project} beside C#"), project);
        await File.WriteAllTextAsync(Path.Combine(folder, file), program);

        (await feed.DotnetAsync(folder, "build", "-warnaserror")).Succeeded();
        var run = (await feed.DotnetAsync(folder, "run", "--no-build")).Succeeded();

        Assert.Equal(
            [
                """{"prompt":"A paper boat.","size":"16:9","steps":12,"image":{"color":"red"}} 16:9 red""",
                """{"prompt":"A kite.","size":"huge","image":"https://example.com/a.png"} huge no color""",
                """{"prompt":"Two kites.","image":["a","b"]} no size no color""",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
