namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests that documentation pages show the code of samples and of their tests.</summary>
public sealed class SamplePageTests
{
    private static readonly string[] Engines =
        ["Hangfire/FilmJob.cs", "Quartz/NightlyFilm.cs", "Orleans/FilmGrain.cs", "Temporal/FilmActivities.cs"];

    [Theory]
    [InlineData("docs/guides/aspnet-core.md", "csharp serves", "samples/FilmApi/Program.cs")]
    [InlineData("docs/guides/test-your-application.md", "cs", "tests/SchemaSdk.Integration.Tests/Hosts/Web/FilmApiTests.cs")]
    public void The_page_has_the_code_that_runs(string page, string language, string source) =>
        Assert.Contains($"\n```{language}\n{TextOf(source)}```\n", TextOf(page), StringComparison.Ordinal);

    [Fact]
    public void The_page_of_job_engines_shows_the_code_of_their_samples() => Assert.Equal(
        Engines.Select(CodeOf),
        Page.Read("docs/guides/job-engines.md").Blocks.Where(block => block.Language == "cs").Select(block => block.Code.TrimEnd()));

    // Omits the usings and the namespace, as the page does.
    private static string CodeOf(string sample)
    {
        var source = TextOf($"samples/engines/{sample}");
        return source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd();
    }

    private static string TextOf(string path) => File.ReadAllText(SourceTree.PathOf(path)).ReplaceLineEndings("\n");
}
