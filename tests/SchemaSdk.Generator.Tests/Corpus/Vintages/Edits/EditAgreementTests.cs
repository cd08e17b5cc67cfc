using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>
/// Makes random edits to real schemas. An edit that breaks callers must be reported as breaking, and a rewrite, which only writes the same
/// schema differently, must not cause a major version.
/// </summary>
/// <remarks>
/// All kinds of edits are tried in turn, edits to unions more often than others. The seed is fixed. A rewrite may rename a branch, for
/// example by inlining a definition. That is reported, because it does break callers.
/// </remarks>
public class EditAgreementTests
{
    private static readonly int Number = FullRun.IsOn ? 1_000 : 6;

    [Fact]
    public void A_breaking_edit_is_reported_and_a_rewrite_is_not_a_major_version()
    {
        var verdicts = Judge.Of(EditedPairs.Make(Number));

        None.Of(verdicts.Where(verdict => verdict.Missed is not null).Select(verdict => $"Not reported: {Where(verdict)}: {verdict.Missed}")
            .Concat(verdicts.Where(verdict => verdict.Pair.IsRewrite && verdict.Unshown is not null)
                .Select(verdict => $"Rewrite reported: {Where(verdict)}: {verdict.Unshown}")));
    }

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
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

    private static string Where(Verdict verdict) =>
        $"{verdict.Pair.Edit} of {verdict.Pair.Id} {verdict.Way} ({verdict.Pair.Old.InputPath})";
}
