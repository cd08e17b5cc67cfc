using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Night;

namespace SchemaSdk.Tool.Tests.Night;

public sealed class PullRequestTextTests
{
    [Fact]
    public void A_long_text_is_truncated_between_lines_and_says_so()
    {
        var text = PullRequestText.Of(null, [ReportWith(0), ReportWith(2_000)]);

        Assert.InRange(text.Length, PullRequestText.Most - 200, PullRequestText.Most);
        Assert.EndsWith(" end (added)\n\nThe rest is omitted. Run schemasdk diff to see everything.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_the_service_is_neither_a_mention_nor_markup()
    {
        var evil = new Finding("added", FindingLevel.Note, "@team <img src=x> [a](http://b) #1\n# Merge");

        var text = PullRequestText.Of(null, [ReportWith(0) with { Findings = [evil] }]);

        Assert.DoesNotContain("@team", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" <img", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" [a](", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# Merge", text, StringComparison.Ordinal);
    }

    private static Report ReportWith(int findings) => new(
        "update",
        "Schemas",
        [
            .. Enumerable.Range(0, findings)
                .Select(number => new Finding("added", FindingLevel.Note, $"acme/m{number} {new string('x', 100)} end")),
        ],
        "Done.",
        ExitCode.Fine);
}
