using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>A rewrite of a real schema must not change what the schema allows.</summary>
/// <remarks>A rewrite may rename a branch, for example by inlining a definition. That is reported, because it does break callers.</remarks>
public class RewriteTests
{
    public static TheoryData<string> Sets => [.. Corpus.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_rewrite_allows_the_same_values_as_the_schema(string set)
    {
        var complaints = new List<string>();
        foreach (var rewrite in Rewrites.All)
        {
            var pairs = Corpus.Models(set)
                .Where((_, i) => FullRun.IsOn || i % 12 == 0)
                .SelectMany((model, i) => new[] { true, false }.Select(way => EditedPairs.Make(model, rewrite, way, new Random(i))))
                .OfType<VintagePair>()
                .Select((pair, i) => new VintagePair(
                    pair.Old with { Id = $"edit{i}/kite" }, pair.New with { Id = $"edit{i}/kite" }))
                .ToList();
            complaints.AddRange(Judge.Told(pairs)
                .SelectMany(told => told)
                .Where(change => change.Severity >= Severity.Unknown && !change.Rule.EndsWith("-csharp-gone", StringComparison.Ordinal))
                .Select(change =>
                    $"{rewrite.Name}: {pairs.Find(pair => pair.Id == change.Model)!.Old.InputPath}: {change.Rule}: {change.Text}"));
        }

        None.Of(complaints);
    }
}
