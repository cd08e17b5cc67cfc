using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The page of a model.</summary>
internal static class ModelPage
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static Html Of(SiteModel model) => PageFrame.Of(
        model.Id,
        depth: model.Page.Count(character => character == '/'),
        Html.Of($"""
            <nav aria-label="Way"><a href="{Up(model)}index.html">All models</a></nav>
            <h1>{model.Id}</h1>
            {Words(model)}
            {(model.Call is { } call ? Code("C#", "csharp", call) : Html.None)}
            {(model.Example is { } example ? Code("Example input", "example", example.ToJsonString(Indented)) : Html.None)}
            {Members("Inputs", "inputs", model.Endpoint.Input.Shape)}
            {Members("Output", "output", model.Endpoint.Output?.Shape)}

            """));

    private static string Up(SiteModel model) => string.Concat(model.Page.Where(character => character == '/').Select(_ => "../"));

    private static Html Words(SiteModel model) => Html.Join(
    [
        model.Endpoint.Path.Retirement is { } retired
            ? Html.Of($"<p class=\"warning\">The service no longer has this model, since {retired.Since}.</p>\n")
            : Html.None,
        Text("lead", model.Says.Title),
        Paragraphs(model.Says.Description),
        Text("price", model.Price ?? ""),
    ]);

    private static Html Text(string kind, string text) => text.Length == 0 ? Html.None : Html.Of($"<p class=\"{kind}\">{text}</p>\n");

    private static Html Paragraphs(string text) =>
        Html.Join(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Html.Of($"<p>{line}</p>\n")));

    private static Html Code(string title, string id, string text) => Html.Of($"""
        <section aria-labelledby="{id}">
        <h2 id="{id}">{title}</h2>
        <div class="code"><pre tabindex="0" aria-labelledby="{id}"><code>{Html.Lines(text)}</code></pre></div>
        </section>
        """);

    private static Html Members(string title, string id, Shape? shape)
    {
        var members = SiteMember.Of(shape);
        return members.Count == 0 ? Html.None : Html.Of($"""
            <section aria-labelledby="{id}">
            <h2 id="{id}">{title}</h2>
            <ul class="members">
            {Html.Join(members.Select(Member))}</ul>
            </section>
            """);
    }

    private static Html Member(SiteMember member)
    {
        var says = member.Property.Documentation;
        var title = says.Title == member.Property.WireName ? "" : says.Title;
        return Html.Of($"""
            <li>
            <p class="name"><code>{member.Path}</code> <span>{member.Type}</span>{Mark(member)}</p>
            {Text("title", title)}{Paragraphs(says.Description)}<dl>
            {Fact("C#", member.CSharp)}{Fact("allowed", says.Allowed)}{Fact("default", says.Default)}{Values(member.Values)}</dl>
            </li>

            """);
    }

    private static Html Mark(SiteMember member) => Html.Join(
    [
        member.Property.IsRequired ? Html.Of($" <strong>required</strong>") : Html.None,
        member.Property.Documentation.IsDeprecated ? Html.Of($" <em>deprecated</em>") : Html.None,
    ]);

    private static Html Fact(string name, string text) =>
        text.Length == 0 ? Html.None : Html.Of($"<div><dt>{name}</dt><dd><code>{text}</code></dd></div>\n");

    private static Html Values(IReadOnlyList<string> values) => values.Count == 0 ? Html.None : Html.Of(
        $"<div><dt>values</dt><dd class=\"values\">{Html.Join(values.Select(value => Html.Of($"<code>{value}</code> ")))}</dd></div>\n");
}
