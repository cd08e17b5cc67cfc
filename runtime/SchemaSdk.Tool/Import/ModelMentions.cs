using System.Text.RegularExpressions;
using SchemaSdk.Services;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import;

/// <summary>Finds model ids in text by looking for the URLs to which inputs are submitted.</summary>
internal sealed class ModelMentions
{
    private const string Any = "acme/kite";

    private readonly string _end;
    private readonly Regex _address;

    /// <param name="service">The service whose URLs are searched for.</param>
    internal ModelMentions(ServiceProfile service)
    {
        var parts = service.SubmitAddress(new Uri(service.Defaults.Address), Any).AbsoluteUri.Split(Any);
        (var start, _end) = (parts[0], parts[1]);
        Form = $"{start}…{_end}";

        // A URL in prose, in a command or in code ends at one of these characters.
        _address = new Regex(Regex.Escape(start) + "(?<id>[^\\s\"'`<>{}\\\\?#\u0080-\uFFFF]+)", RegexOptions.CultureInvariant);
    }

    /// <summary>The URL to which inputs are submitted, for messages. An ellipsis stands for the model id.</summary>
    internal string Form { get; }

    /// <summary>Lists the ids in the order of their first occurrence, each with its index in the text.</summary>
    internal IReadOnlyList<(string Id, int Index)> In(string text) =>
    [
        .. _address.Matches(text)
            .Where(match => !IsTemplate(text, match))
            .Select(match => (Path: PathOf(match.Groups["id"].Value), match.Index))
            .Where(found => found.Path.EndsWith(_end, StringComparison.Ordinal))
            .Select(found => (Id: Uri.UnescapeDataString(found.Path[..^_end.Length]), found.Index))
            .Where(found => ModelIdFault.Of(found.Id) is null)
            .DistinctBy(found => found.Id, StringComparer.Ordinal),
    ];

    private static bool IsTemplate(string text, Match match) =>
        match.Index + match.Length is var end && end < text.Length && text[end] is '{' or '<';

    private static string PathOf(string path) => path.TrimEnd('.', ',', ';', ':', ')', ']', '*', '/');
}
