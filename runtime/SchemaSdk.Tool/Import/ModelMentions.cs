using System.Text.RegularExpressions;
using SchemaSdk.Services.Known;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import;

/// <summary>Finds the ids of models in a text by the addresses to which their inputs are sent.</summary>
internal static class ModelMentions
{
    /// <summary>The beginning of such an address, up to the id.</summary>
    internal static string Start { get; } = StartOfAddresses();

    // As far as an address goes in prose, in a command and in code.
    private static readonly Regex Address = new(
        Regex.Escape(Start) + "(?<id>[^\\s\"'`<>{}\\\\?#\u0080-\uFFFF]+)", RegexOptions.CultureInvariant);

    /// <summary>Lists the ids in the order in which they come first, each with its place in the text.</summary>
    internal static IReadOnlyList<(string Id, int Index)> In(string text) =>
    [
        .. Address.Matches(text)
            .Where(match => !IsTemplate(text, match))
            .Select(match => (Id: IdOf(match.Groups["id"].Value), match.Index))
            .Where(found => ModelIdFault.Of(found.Id) is null)
            .DistinctBy(found => found.Id, StringComparer.Ordinal),
    ];

    // Such as ".../v1/models/acme/{name}".
    private static bool IsTemplate(string text, Match match) =>
        match.Index + match.Length is var end && end < text.Length && text[end] is '{' or '<';

    // Without what follows an address in a sentence or in Markdown.
    private static string IdOf(string path) => Uri.UnescapeDataString(path.TrimEnd('.', ',', ';', ':', ')', ']', '*', '/'));

    private static string StartOfAddresses()
    {
        const string Any = "model";
        var address = KnownServices.Default.SubmitAddress(new Uri(KnownServices.Default.Defaults.Address), Any).AbsoluteUri;
        return address[..^Any.Length];
    }
}
