namespace SchemaSdk.Integration.Tests.Hosts.Web;

/// <summary>Tests that two documentation pages show the code of <c>samples/FilmApi</c> and of its tests.</summary>
public class FilmApiPageTests
{
    [Theory]
    [InlineData("docs/guides/aspnet-core.md", "csharp serves", "samples/FilmApi/Program.cs")]
    [InlineData("docs/guides/test-your-application.md", "cs", "tests/SchemaSdk.Integration.Tests/Hosts/Web/FilmApiTests.cs")]
    public void The_page_has_the_code_that_runs(string page, string language, string source)
    {
        var code = TextOf(source);

        Assert.Contains($"\n```{language}\n{code}```\n", TextOf(page), StringComparison.Ordinal);
    }

    private static string TextOf(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n");
}
