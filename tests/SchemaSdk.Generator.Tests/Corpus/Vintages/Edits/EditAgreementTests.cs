namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>
/// Makes random edits to real schemas. An edit that breaks callers must be reported as breaking, and an edit that only writes the same
/// schema differently must not cause a major version.
/// </summary>
/// <remarks>All kinds of edits are tried in turn, edits to unions more often than others. The seed is fixed.</remarks>
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

    private static string Where(Verdict verdict) =>
        $"{verdict.Pair.Edit} of {verdict.Pair.Id} {verdict.Way} ({verdict.Pair.Old.InputPath})";
}
