namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests that docs/guides/job-engines.md shows the code of the samples.</summary>
public sealed class EnginePageTests
{
    private static readonly string[] Printed =
        ["Hangfire/FilmJob.cs", "Quartz/NightlyFilm.cs", "Orleans/FilmGrain.cs", "Temporal/FilmActivities.cs"];

    [Fact]
    public void The_page_shows_the_code_of_the_samples() => Assert.Equal(Printed.Select(CodeOf), Blocks());

    private static IEnumerable<string> Blocks() => Read("docs/guides/job-engines.md")
        .Split("```cs\n")
        .Skip(1)
        .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]);

    // Omits the usings and the namespace, as the page does.
    private static string CodeOf(string sample)
    {
        var source = Read($"samples/engines/{sample}");
        return source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..];
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));
}
