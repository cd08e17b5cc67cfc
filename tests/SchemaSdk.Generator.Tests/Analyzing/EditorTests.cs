using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Generator.Analyzing;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that the analyzer reports diagnostics in an editor, and that the generator reports them in a build. Every test that reads
/// <see cref="GeneratorRun.Problems"/> also checks that both report exactly the same diagnostics.
/// </summary>
public class EditorTests
{
    private static readonly Dictionary<string, string> InEditor = new() { [EditorRun.Property] = "true" };

    private static readonly SchemaText[] Wrong =
    [
        SchemaText.Input("acme/a", """{ "type": "object", "properties": { "a": { "type": "date" }, "b": { "$ref": "nowhere.json" } } }"""),
        SchemaText.Input("acme/b", "{"),
        SchemaText.Reference("common/c.schema.json", "["),
    ];

    [Theory]
    [InlineData("AnotherProperty", "true", 5, 0)]
    [InlineData(EditorRun.Property, "true", 0, 5)]
    [InlineData(EditorRun.Property, "True ", 0, 5)]
    public void In_a_build_only_the_generator_reports_and_in_an_editor_only_the_analyzer(
        string property, string value, int byGenerator, int byAnalyzer)
    {
        var options = new Dictionary<string, string> { [property] = value };

        Assert.Equal(byGenerator, GeneratorRun.Over(Wrong, options).Result.Diagnostics.Length);
        Assert.Equal(byAnalyzer, EditorRun.Run(Wrong, options, Project()).Length);
    }

    [Fact]
    public void An_editor_gets_the_same_code_as_a_build() =>
        Assert.Equal(GeneratorRun.Over(Wrong).Sources, GeneratorRun.Over(Wrong, InEditor).Sources);

    [Fact]
    public async Task An_editor_shows_each_diagnostic_in_its_own_file()
    {
        var options = new AnalyzerOptions([.. Wrong], new BuildOptions(BuildOptions.With(InEditor)));
        var analysis = Project().WithAnalyzers([new SchemaSdkAnalyzer()], options);

        var shown = await Task.WhenAll(Wrong.Select(file => analysis.GetAnalysisResultAsync(file, CancellationToken.None)));

        Assert.Equal(
            ["SSDK002 SSDK003 SSDK005", "SSDK001", "SSDK001"],
            shown.Select(
                result => string.Join(" ", result.GetAllDiagnostics().Select(problem => problem.Id).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void An_unchanged_text_is_parsed_once()
    {
        var parsed = new List<string>();
        var cache = new TextCache<string, int>(file =>
        {
            parsed.Add(file);
            return file.Length;
        });
        var (one, other) = (SourceText.From("1"), SourceText.From("2"));

        Assert.Equal(
            [1, 2, 1, 2, 3, 1],
            [
                cache.Of(one, "a"), cache.Of(other, "bb"), cache.Of(one, "a"), cache.Of(other, "bb"), cache.Of(other, "ccc"),
                cache.Of(null, "a")
            ]);
        Assert.Equal(["a", "bb", "ccc", "a"], parsed);
    }

    [Fact]
    public void A_cancelled_search_starts_again_for_the_next_caller()
    {
        var problems = new ProjectProblems(
            new ProblemFinder(), Project(), new AnalyzerOptions([.. Wrong], new BuildOptions(BuildOptions.Defaults)));

        Assert.Throws<OperationCanceledException>(() => problems.In(Wrong[1].Path, new CancellationToken(canceled: true)));

        Assert.Equal("SSDK001", Assert.Single(problems.In(Wrong[1].Path, CancellationToken.None)).Id);
    }

    [Fact]
    public void A_file_is_read_equally_often_in_small_and_large_projects()
    {
        static SchemaText File(string id) => SchemaText.Input(id, """{ "type": "date" }""");
        var (single, one, other) = (File("acme/a"), File("acme/a"), File("acme/b"));

        Assert.NotEmpty(EditorRun.Problems([single], BuildOptions.Defaults, Project()));
        Assert.NotEmpty(EditorRun.Problems([one, other, File("acme/c")], BuildOptions.Defaults, Project()));

        Assert.Equal((single.Reads, single.Reads), (one.Reads, other.Reads));
    }

    private static CSharpCompilation Project() => Compiler.Empty(LanguageVersion.CSharp12);
}
