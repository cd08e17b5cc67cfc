namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Tests that the comparison of two versions of a real model reports exactly what breaks callers.</summary>
public class BreakAgreementTests
{
    [Fact]
    [Trait("Size", "Full")]
    public void Exactly_the_changes_that_break_callers_are_reported()
    {
        var pairs = VintagePair.All;
        var verdicts = Judge.Of(pairs);
        var told = verdicts.Count(verdict => verdict.IsToldMajor);

        None.Of(verdicts.Where(verdict => verdict.Missed is not null)
            .Select(verdict => $"Not reported: {verdict.Pair.Id} {verdict.Way}: {verdict.Missed}")
            .Concat(verdicts.Where(verdict => verdict.Unshown is not null)
                .Select(verdict => $"Not shown: {verdict.Pair.Id} {verdict.Way}: {verdict.Unshown}")));
        Assert.Equal(CorpusFolder.Others is null ? (3, 2) : (323, 245), (pairs.Count, told));
    }
}
