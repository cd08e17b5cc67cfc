using System.Net.Http.Headers;

namespace SchemaSdk.Files;

/// <summary>A file in the output of a job.</summary>
// PointerOf: returns the JSON pointer to the file's address; empty if the application chose the file.
internal sealed record OutputFile(Func<string> PointerOf, string Address, string? MediaType)
{
    private static readonly string[] TypeMembers = ["content_type", "mime_type", "media_type"];

    // A hostile output may have long names, so pointers are shortened, and built only for the files that are shown.
    private const int MostPointer = 1_000;

    internal string Pointer => JsonText.Cut(PointerOf(), MostPointer);

    internal bool IsInline => IsData(Address);

    // For example, "Data: a chart, in blue" is not a data: URI, because " a chart" is neither a media type nor a parameter (RFC 2397).
    internal static bool IsData(string address) => address.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        && address.IndexOf(',', StringComparison.Ordinal) is var comma and >= 5
        && address.AsSpan(5, comma - 5) is var head && (head.IsEmpty || (head[0] != ' ' && head.IndexOfAny('/', ';') >= 0));

    private static bool IsAddress(string text) => IsData(text) || (text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http");

    internal static string? TypeOf(string address) => IsData(address)
        ? KnownType(address[5..Math.Min(address.Length, 105)].Split(',')[0])
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) ? MediaTypes.OfName(uri.AbsolutePath) : null;

    /// <summary>Lists the files of an output, in the order of the output. A file that occurs twice is listed twice.</summary>
    internal static IReadOnlyList<OutputFile> In(JsonElement output) => [.. Find(output, static () => "", null)];

    /// <summary>Returns each file once, however often it occurs in the output.</summary>
    internal static IReadOnlyList<OutputFile> Once(IReadOnlyList<OutputFile> files) =>
        [.. files.DistinctBy(static file => file.Address, StringComparer.Ordinal)];

    private static string? KnownType(string? text) =>
        MediaTypeHeaderValue.TryParse(text?.Split(';')[0].Trim(), out var type) ? type.MediaType : null;

    private static string? TypeIn(JsonElement value) => TypeMembers
        .Select(name => value.TryGetProperty(name, out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null)
        .Select(KnownType).FirstOrDefault(static type => type is not null);

    private static IEnumerable<OutputFile> Find(JsonElement value, Func<string> pointer, string? type) => value.ValueKind switch
    {
        JsonValueKind.Object when TypeIn(value) is var own =>
            value.EnumerateObject().SelectMany(member => Find(member.Value, () => Below(pointer(), member.Name), own)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Find(item, () => Below(pointer(), $"{index}"), type)),
        JsonValueKind.String when value.GetString() is { } text && IsAddress(text) => [new OutputFile(pointer, text, type ?? TypeOf(text))],
        _ => [],
    };

    private static string Below(string pointer, string name) =>
        pointer.Length > MostPointer ? pointer : $"{pointer}/{JsonPointers.Escape(name)}";
}
