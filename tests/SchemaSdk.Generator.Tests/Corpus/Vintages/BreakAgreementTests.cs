using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Tests that the comparison of two versions of a real model reports exactly what breaks callers.</summary>
public class BreakAgreementTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Size", "Full")]
    public void Exactly_the_changes_that_break_callers_are_reported()
    {
        var pairs = VintagePair.All;
        var verdicts = Judge.Of(pairs);
        var told = verdicts.Count(verdict => verdict.IsToldMajor);

        output.WriteLine(
            $"{pairs.Count} pairs: {told} inputs and outputs break according to the report; "
            + $"{verdicts.Count(verdict => verdict.Uncompiled is not null)} do not compile, and "
            + $"{verdicts.Count(verdict => verdict.Refused is not null)} inputs are refused, of "
            + $"{verdicts.Sum(verdict => verdict.Tried)} tried; "
            + $"{verdicts.Count(verdict => verdict.Unread is not null)} inputs do not compile where they are read.");
        None.Of(verdicts.Where(verdict => verdict.Missed is not null)
            .Select(verdict => $"Not reported: {verdict.Pair.Id} {verdict.Way}: {verdict.Missed}")
            .Concat(verdicts.Where(verdict => verdict.Unshown is not null)
                .Select(verdict => $"Not shown: {verdict.Pair.Id} {verdict.Way}: {verdict.Unshown}")));
        Assert.Equal(CorpusFolder.Others is null ? (3, 2) : (323, 245), (pairs.Count, told));
    }
}
