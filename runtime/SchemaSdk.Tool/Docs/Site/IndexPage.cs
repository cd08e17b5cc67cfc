using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The page that lists all models, by the first part of their ids, with a search over them.</summary>
internal static class IndexPage
{
    private const string Title = "Models";

    internal static Html Of(IReadOnlyList<SiteModel> models) => PageFrame.Of(Title, depth: 0, Html.Of($"""
        <h1>{Title}</h1>
        <form role="search" id="search" hidden>
        <label for="wanted">Find a model</label>
        <input id="wanted" type="search" autocomplete="off" spellcheck="false">
        <p role="status" id="found">{CountText.Of(models.Count, "model")}</p>
        </form>
        {Html.Join(models.GroupBy(model => model.Id.Split('/')[0], StringComparer.Ordinal).Select(Group))}
        """));

    private static Html Group(IGrouping<string, SiteModel> group) => Html.Of($"""
        <section class="group">
        <h2>{group.Key}</h2>
        <ul class="models">
        {Html.Join(group.Select(Entry))}</ul>
        </section>

        """);

    private static Html Entry(SiteModel model)
    {
        var words = model.Says.Title.Length > 0 ? model.Says.Title : FirstLine(model.Says.Description);
        var more = words.Length == 0 ? Html.None : Html.Of($" <span>{words}</span>");
        return Html.Of($"<li><a href=\"{SiteLinks.To(model.Page)}\">{model.Id}</a>{more}</li>\n");
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
