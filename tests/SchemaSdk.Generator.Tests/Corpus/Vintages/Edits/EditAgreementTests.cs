using System.Globalization;
using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>
/// Makes random edits of real schemas. What breaks callers must be reported, and a rewrite must not cause a major version.
/// </summary>
/// <remarks>All kinds of edits are tried in turn, those of unions more often than others. The seed is fixed.</remarks>
public class EditAgreementTests(ITestOutputHelper output)
{
    private static readonly int Number = FullRun.IsOn ? 1_000 : 6;

    [Fact]
    public void A_breaking_edit_is_reported_and_a_rewrite_is_not_a_major_version()
    {
        var verdicts = Judge.Of(EditedPairs.Make(Number));

        Write(verdicts);
        None.Of(verdicts.Where(verdict => verdict.Missed is not null).Select(verdict => $"Not reported: {Where(verdict)}: {verdict.Missed}")
            .Concat(verdicts.Where(verdict => verdict.Pair.IsRewrite && verdict.Unshown is not null)
                .Select(verdict => $"Rewrite reported: {Where(verdict)}: {verdict.Unshown}")));
    }

    private static string Where(Verdict verdict) =>
        $"{verdict.Pair.Edit} of {verdict.Pair.Id} {verdict.Way} ({verdict.Pair.Old.InputPath})";

    private void Write(IReadOnlyList<Verdict> verdicts)
    {
        output.WriteLine("edit | edits | uncompiled | refused | unread | major | not reported | rewrite reported | not shown");
        foreach (var kind in verdicts.GroupBy(verdict => verdict.Pair.Edit).Append(verdicts.GroupBy(_ => "all of them").Single()))
        {
            int Count(Func<Verdict, bool> isMeant) => kind.Count(isMeant);
            output.WriteLine(string.Join(" | ", new object[]
            {
                kind.Key,
                kind.Select(verdict => verdict.Pair).Distinct().Count(),
                Count(verdict => verdict.Uncompiled is not null),
                Count(verdict => verdict.Refused is not null),
                Count(verdict => verdict.Unread is not null),
                Count(verdict => verdict.IsToldMajor),
                Count(verdict => verdict.Missed is not null),
                Count(verdict => verdict.Pair.IsRewrite && verdict.Unshown is not null),
                Count(verdict => !verdict.Pair.IsRewrite && verdict.Unshown is not null),
            }.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))));
        }

        output.WriteLine($"{verdicts.Sum(verdict => verdict.Tried)} inputs were tried.");
    }
}
