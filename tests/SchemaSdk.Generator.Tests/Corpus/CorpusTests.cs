using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that the clients of real schemas compile, and that nearly all of their properties are typed.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    /// <summary>The maximum number of C# bytes per schema byte over the whole corpus, excluding comments and the JSON of schemas.</summary>
    private const double MaxRatio = 6;

    /// <summary>The maximum number of C# bytes per schema byte for 90% of the models.</summary>
    private const double MaxRatioOfNinthTenth = 8;

    private const double MaxFallbackShare = 0.02;

    /// <summary>The maximum share of untyped properties in our own schemas, which contain every construct that has no typed form.</summary>
    private const double MaxOwnFallbackShare = 0.1;

    /// <summary>For each corpus set, the minimum share of its files that are fully typed.</summary>
    private static readonly Dictionary<string, double> MinShares = new()
    {
        [Corpus.Own] = 0.85,
        ["runcomfy"] = 1,
        ["fal"] = 0.95,
        ["fal-2026-01"] = 0.95,
        ["replicate"] = 0.90,
        ["huggingface"] = 0.85,
        ["other"] = 0.85,
    };

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void The_generator_never_throws_and_every_diagnostic_has_a_schema_file(string set)
    {
        foreach (var batch in GeneratedSet.Of(set).Batches)
        {
            Assert.Null(batch.Result.Exception);
            Assert.Empty(batch.Result.Diagnostics.Where(problem => !batch.Schemas.ContainsKey(problem.Location.GetLineSpan().Path)));
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void A_set_compiles_without_a_warning_on_NET_10(string set) =>
        None.Of(GeneratedSet.Of(set).Batches.SelectMany(batch => batch.ComplaintsOnNet10));

    // Only full test runs include this test. In the other runs, CaseTests already compiles every feature for .NET 8.
    [Theory]
    [Trait("Size", "Full")]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void A_set_compiles_without_a_warning_on_NET_8(string set) =>
        None.Of(GeneratedSet.Of(set).Batches.SelectMany(batch => batch.ComplaintsOnNet8));

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void Most_files_of_a_set_are_fully_typed_and_each_has_code(string set)
    {
        var figures = GeneratedSet.Of(set).Figures;

        Assert.True(figures.TypedShare >= MinShares[set], figures.ToString());
        Assert.Empty(figures.Refused);
    }

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void A_part_that_becomes_JSON_is_reported(string set) => None.Of(GeneratedSet.Of(set).Figures.Silent);

    [Fact]
    public void Few_properties_of_our_own_schemas_are_JSON()
    {
        var own = GeneratedSet.Of(Corpus.Own).Figures;

        Assert.True(own.FallbackShare <= MaxOwnFallbackShare, own.ToString());
    }

    [Fact]
    public void Few_properties_of_the_corpus_are_JSON_and_its_code_is_small()
    {
        var all = new SetFigures(Corpus.Others.Select(GeneratedSet.Of));
        output.WriteLine(all.ToString());

        Assert.True(all.FallbackShare <= MaxFallbackShare, all.ToString());
        Assert.True(all.Ratio <= MaxRatio, all.ToString());
        Assert.True(all.RatioOfNinthTenth <= MaxRatioOfNinthTenth, all.ToString());
    }
}
