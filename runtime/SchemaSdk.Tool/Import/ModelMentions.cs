using System.Text.RegularExpressions;
using SchemaSdk.Services.Known;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import;

/// <summary>Finds model ids in text by looking for the URLs to which inputs are submitted.</summary>
internal static class ModelMentions
{
    /// <summary>The part of these URLs before the model id.</summary>
    internal static string Start { get; } = StartOfAddresses();

    // Matches to the end of a URL in prose, in a command or in code.
    private static readonly Regex Address = new(
        Regex.Escape(Start) + "(?<id>[^\\s\"'`<>{}\\\\?#\u0080-\uFFFF]+)", RegexOptions.CultureInvariant);

    /// <summary>Lists the ids in the order of their first occurrence, each with its index in the text.</summary>
    internal static IReadOnlyList<(string Id, int Index)> In(string text) =>
    [
        .. Address.Matches(text)
            .Where(match => !IsTemplate(text, match))
            .Select(match => (Id: IdOf(match.Groups["id"].Value), match.Index))
            .Where(found => ModelIdFault.Of(found.Id) is null)
            .DistinctBy(found => found.Id, StringComparer.Ordinal),
    ];

    // For example ".../v1/models/acme/{name}".
    private static bool IsTemplate(string text, Match match) =>
        match.Index + match.Length is var end && end < text.Length && text[end] is '{' or '<';

    // Removes punctuation that follows a URL in a sentence or in Markdown.
    private static string IdOf(string path) => Uri.UnescapeDataString(path.TrimEnd('.', ',', ';', ':', ')', ']', '*', '/'));

    private static string StartOfAddresses()
    {
        const string Any = "model";
        var address = KnownServices.RunComfy.SubmitAddress(new Uri(KnownServices.RunComfy.Defaults.Address), Any).AbsoluteUri;
        return address[..^Any.Length];
    }
}
