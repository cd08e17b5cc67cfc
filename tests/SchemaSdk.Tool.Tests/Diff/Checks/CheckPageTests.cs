using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>Tests that the pages on other comparison tools name all checks of those tools, and exactly the rules of <c>diff</c>.</summary>
public sealed class CheckPageTests
{
    public static TheoryData<string, string> Lists => new()
    {
        { CheckPages.Requests, "oasdiff-requests.txt" }, { CheckPages.Responses, "oasdiff-responses.txt" }, { CheckPages.Buf, "buf.txt" },
    };

    private static IReadOnlyList<CheckRow> Rows => [.. CheckPages.All.SelectMany(CheckPages.Rows)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_check_of_the_other_tool_has_one_row(string page, string list) => Assert.Equal(
        File.ReadAllLines(SourceTree.PathOf($"tests/SchemaSdk.Tool.Tests/Diff/Checks/{list}")),
        CheckPages.Rows(page).SelectMany(row => row.Checks).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_of_a_row_can_be_reported_with_its_severity() => Assert.Empty(
        from row in Rows
        from rule in row.Rules
        let severity = SeverityOf(rule)
        where severity != row.Severity
        select $"{rule} is {severity ?? "never reported"}, but its row says {row.Severity}.");

    [Fact]
    public void Every_rule_that_a_note_mentions_is_in_a_row() =>
        Assert.Empty(Rows.SelectMany(row => row.Mentioned).Except(Rows.SelectMany(row => row.Rules), StringComparer.Ordinal));

    [Fact]
    public void Every_rule_that_can_be_reported_is_in_a_row() => Assert.Empty(
        ReportedRules.OfSchemas.Keys.Concat(ReportedRules.OfModels.Keys)
            .Except(Rows.SelectMany(row => row.Rules), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void In_a_branch_that_may_overlap_another_a_wider_input_is_unknown()
    {
        Assert.All(
            ReportedRules.OfOverlappingBranches.Where(rule => !ReportedRules.OfSchemas.ContainsKey(rule.Key)),
            rule => Assert.Equal("unknown", rule.Value));
        Assert.DoesNotContain(ReportedRules.OfOverlappingBranches.Keys, rule => rule.EndsWith("-wider", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_keyword_whose_change_is_reported_is_in_a_rule() => Assert.Empty(
        KeywordComparisons.All
            .SelectMany(row => row.Keywords)
            .Select(keyword => keyword.ToLowerInvariant())
            .Where(keyword => !ReportedRules.OfSchemas.Keys.Any(rule => rule.StartsWith($"input-{keyword}-", StringComparison.Ordinal)))
            .Except(
                [
                    // These keywords have an effect only where a reference points to them.
                    "definitions", "$defs", "components", "$anchor", "$dynamicanchor", "$recursiveanchor",

                    // Normalization removes these keywords, or replaces them with others.
                    "$id", "id", "example", "nullable", "x-nullable", "$recursiveref",

                    // These keywords are compared and reported together with "items".
                    "prefixitems", "additionalitems",
                ],
                StringComparer.Ordinal));

    private static string? SeverityOf(string rule) =>
        ReportedRules.OfSchemas.GetValueOrDefault(rule) ?? ReportedRules.OfModels.GetValueOrDefault(rule);
}
