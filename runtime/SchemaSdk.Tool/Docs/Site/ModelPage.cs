using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Docs.Examples;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Writes the page of a model.</summary>
internal static class ModelPage
{
    private const int MostValues = 12;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,   // more levels than an example has
    };

    internal static string Of(SiteModel model) => Blocks(
    [
        $"# {SafeMarkdown.Text(model.Id)}",
        model.Facts,
        model.Endpoint.Path.Retirement is { } retired
            ? $"**Retired: the service has not offered this model since {SafeMarkdown.Text($"{retired.Since}")}.**"
            : "",
        Text(model.Says.Title),
        Description(model.Says),
        .. Call(model),
        .. Members("Inputs", model.Endpoint.Input.Shape),
        .. Members("Output", model.Endpoint.Output?.Shape),
    ]) + "\n";

    private static string Blocks(IEnumerable<string> blocks) => string.Join("\n\n", blocks.Where(static block => block.Length > 0));

    // A title with the same letters and digits as the member's name only repeats the name.
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Text(string text) => SafeMarkdown.Line(text);

    private static string Description(Documentation says) =>
        SafeMarkdown.FoldedIfLong(says.Description, DescriptionMarkdown.Of(says.Description));

    // VitePress shows the code blocks of this group as tabs. Other sites show them one below the other.
    private static IEnumerable<string> Call(SiteModel model) => model.Example is not { } example ? [] :
    [
        "## Call",
        "::: code-group",
        model.Call is { } csharp ? SafeMarkdown.Block("csharp [C#]", csharp) : "",
        CSharpCall.InFSharp(model.Endpoint, example) is { } fsharp ? SafeMarkdown.Block("fsharp [F#]", fsharp) : "",
        SafeMarkdown.Block("sh [Command line]", CommandCall.Of(model.Id, example)),
        ":::",
        "## Example input",
        SafeMarkdown.Block("json", example.ToJsonString(Indented)),
    ];

    private static IEnumerable<string> Members(string title, Shape? shape)
    {
        var members = SiteMember.Of(shape);
        return members.Count == 0 ? [] : [$"## {title}", .. members.Select(Member)];
    }

    private static string Member(SiteMember member)
    {
        var says = member.Property.Documentation;
        var facts = string.Join(" · ", new[]
        {
            $"**{SafeMarkdown.Code(member.Path)}** {member.Type}",
            member.Property.IsRequired ? "**required**" : "",
            says.IsDeprecated ? "*deprecated*" : "",
            says.Allowed.Length > 0 ? SafeMarkdown.Code(says.Allowed) : "",
            says.Default.Length > 0 && !member.Property.IsRequired ? $"default {SafeMarkdown.Code(says.Default)}" : "",
            $"C# {SafeMarkdown.Code(member.CSharp)}",
        }.Where(static fact => fact.Length > 0));
        var values = string.Join(" ", member.Values.Select(SafeMarkdown.Code));
        return "- " + DescriptionMarkdown.Indented(Blocks(
        [
            facts,
            Letters(says.Title) == Letters(member.Property.WireName) ? "" : Text(says.Title),
            Description(says),
            member.Values.Count > MostValues ? SafeMarkdown.Folded(values, CountText.Of(member.Values.Count, "value")) : values,
        ]), "  ");
    }
}
