using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>Writes the text of the pull request.</summary>
internal static class PullRequestText
{
    /// <summary>The maximum number of characters. GitHub allows 65,536.</summary>
    internal const int Most = 60_000;

    private const string Rest = "\nThe rest is omitted. Run schemasdk diff to see everything.\n";

    internal static string Of(ReleaseVersion? next, IEnumerable<Report> reports)
    {
        var begin = next is null ? "" : $"To publish this update, merge it and tag the merge commit `{ReleaseTags.TagOf(next)}`.\n\n";
        var text = begin + string.Join('\n', reports.Select(MarkdownReport.Make));
        return text.Length <= Most ? text : Cut(text);
    }

    // Cuts only between lines, because a part of a line could be broken markup.
    private static string Cut(string text) => text[..(text.LastIndexOf('\n', Most - Rest.Length - 1) + 1)] + Rest;
}
