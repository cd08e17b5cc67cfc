using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Night;

namespace SchemaSdk.Tool.Tests.Night;

public sealed class PullRequestTextTests
{
    [Fact]
    public void A_long_text_is_cut_between_lines_and_says_so()
    {
        var text = PullRequestText.Of(null, [ReportWith(0), ReportWith(2_000)]);

        Assert.InRange(text.Length, PullRequestText.Most - 200, PullRequestText.Most);
        Assert.EndsWith(" end (added)\n\nThe rest is omitted. Run schemasdk diff to see everything.\n", text, StringComparison.Ordinal);
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
