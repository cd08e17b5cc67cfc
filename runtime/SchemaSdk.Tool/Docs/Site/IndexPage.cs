using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Writes the page that lists all models, grouped by the first part of their ids.</summary>
internal static class IndexPage
{
    internal const string Name = "README.md";

    internal static string Of(IReadOnlyList<SiteModel> models) =>
        $"# Models\n\n{CountText.Of(models.Count, "model")}.\n"
        + string.Concat(models.GroupBy(static model => model.Id.Split('/')[0], StringComparer.Ordinal).Select(Group));

    private static string Group(IGrouping<string, SiteModel> group) =>
        $"\n## {SafeMarkdown.Text(group.Key)} ({group.Count()})\n\n{string.Concat(group.Select(Entry))}";

    private static string Entry(SiteModel model) => $"- [{SafeMarkdown.Text(model.Title)}]({SiteLinks.To(model.Page)}) {model.Facts}\n";
}
