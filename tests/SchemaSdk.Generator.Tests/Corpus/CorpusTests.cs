using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Every real schema becomes a client that compiles, and next to nothing of it stays JSON.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    /// <summary>C# for each schema byte over all sets; comments and the texts of schemas are not counted.</summary>
    private const double MaxRatio = 6;

    /// <summary>The same of the models' ninth tenth.</summary>
    private const double MaxRatioOfNinthTenth = 8;

    private const double MaxFallbackShare = 0.02;

    /// <summary>Ours have what has no typed form as often as what has one, so that each is shown once.</summary>
    private const double MaxOwnFallbackShare = 0.1;

    public static TheoryData<string> Sets => [.. Corpus.Sets];

    /// <summary>The share of a set's files that has to be fully typed.</summary>
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
    [MemberData(nameof(Sets))]
    public void The_generator_never_throws_and_every_diagnostic_has_a_place(string set)
    {
        foreach (var batch in GeneratedSet.Of(set).Batches)
        {
            Assert.Null(batch.Result.Exception);
            Assert.Empty(batch.Result.Diagnostics.Where(problem => !batch.Schemas.ContainsKey(problem.Location.GetLineSpan().Path)));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_compiles_without_a_warning_against_NET_10(string set) =>
        None.Of(GeneratedSet.Of(set).Batches.SelectMany(batch => batch.Complaints(References.Net10)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_compiles_without_a_warning_against_NET_8(string set) =>
        None.Of(GeneratedSet.Of(set).Batches.SelectMany(batch => batch.Complaints(References.Net8)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Files_are_fully_typed(string set)
    {
        var figures = SetFigures.Of(GeneratedSet.Of(set));

        Assert.True(figures.TypedShare >= MinShares[set], CorpusTable.Of([figures]));
        Assert.Empty(figures.Refused);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Nothing_becomes_JSON_in_silence(string set) =>
        None.Of(SetFigures.Of(GeneratedSet.Of(set)).Silent);

    [Fact]
    public void Of_our_own_schemas_few_properties_are_JSON()
    {
        var own = SetFigures.Of(GeneratedSet.Of(Corpus.Own));

        Assert.True(own.Fallbacks <= MaxOwnFallbackShare * own.Properties, CorpusTable.Of([own]));
    }

    [Fact]
    public void Few_properties_are_JSON_and_the_code_is_small()
    {
        var sets = Corpus.Others.Select(set => SetFigures.Of(GeneratedSet.Of(set))).ToList();
        var all = SetFigures.Sum(sets);
        var table = CorpusTable.Of(sets);
        output.WriteLine(table);
        var folder = Directory.CreateDirectory(Path.Combine(Corpus.Repository, "artifacts")).FullName;
        File.WriteAllText(Path.Combine(folder, FullRun.IsOn ? "corpus.md" : "corpus-sample.md"), table);

        Assert.True(all.Fallbacks <= MaxFallbackShare * all.Properties, table);
        Assert.True(all.Ratio <= MaxRatio, table);
        Assert.True(CorpusTable.At(all.Ratios, 0.9) <= MaxRatioOfNinthTenth, table);
    }
}
