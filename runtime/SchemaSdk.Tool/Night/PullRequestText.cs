using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Night;

/// <summary>Writes the text of the pull request.</summary>
internal static class PullRequestText
{
    private const string Rest = "\nThe rest is omitted. Run schemasdk diff to see everything.\n";

    internal static string Of(TakenSchemas taken)
    {
        var begin = taken.Next is null ? "" : $"Merge this, and tag the merge `{ReleaseTags.TagOf(taken.Next)}` to publish it.\n\n";
        var parts = new[] { taken.Diff, taken.Update, taken.Lint, taken.Retire }.OfType<Report>().Select(MarkdownReport.Make);
        var text = begin + string.Join('\n', parts);
        return text.Length <= NightState.MostOfText ? text : Cut(text);
    }

    // Whole lines, because half of one may be markup.
    private static string Cut(string text) => text[..(text.LastIndexOf('\n', NightState.MostOfText - Rest.Length - 1) + 1)] + Rest;
}
