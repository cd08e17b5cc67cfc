using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for a <c>format</c> that JSON Schema does not define.</summary>
internal static class FormatRules
{
    private static readonly HashSet<string> Standard = new(StringComparer.Ordinal)
    {
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "uri-reference", "iri", "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex", "uuid",
        "byte", "binary", "base64url", "password",
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal", "unixtime",
    };

    /// <summary>
    /// <c>"format": "int_slider_with_range"</c> names a widget of a form and says nothing about the value, so it is dropped.
    /// </summary>
    /// <remarks>Formats of files (<c>image_uri</c>, <c>video_uris</c>) are kept, because they say what the string refers to.</remarks>
    /// <example>schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>multi_prompt</c>: <c>str</c>,
    /// <c>int_slider_with_range</c>.</example>
    public static void DropWidgetNames(JsonObject schema)
    {
        if (schema[KeywordName.Format] is JsonValue { Value: string format } && !Standard.Contains(format) && !IsFile(format))
        {
            schema.Remove(KeywordName.Format);
        }
    }

    /// <summary>Finds the known format that a misspelt one resembles.</summary>
    /// <returns>
    /// Null for a known format, a file format, or a name that resembles no known format (such as the name of a widget).
    /// </returns>
    public static string? Nearest(string format) => Standard.Contains(format) || IsFile(format) ? null : NearName.Of(format, Standard);

    /// <summary>
    /// Returns true if the last word of a format or a property's name says that the value is the address of a file, as in
    /// <c>image_uri</c>, <c>video_uris</c> or <c>start_image_url</c>.
    /// </summary>
    public static bool IsFile(string name) => LastWordOf(name) is "uri" or "uris" or "url" or "urls";

    /// <summary>
    /// Returns true if the last word of a name says that the value is a list of file addresses, as in <c>video_uris</c> or
    /// <c>image_urls</c>.
    /// </summary>
    public static bool IsFiles(string name) => LastWordOf(name) is "uris" or "urls";

    private static string LastWordOf(string name)
    {
        var start = name.Length;
        while (start > 0 && char.IsLetter(name[start - 1]) && !IsHump(name, start))
        {
            start--;
        }

        return name.Substring(start).ToLowerInvariant();
    }

    /// <summary>Returns true if the character is an upper-case letter after a lower-case one, such as the U in <c>imageUrl</c>.</summary>
    private static bool IsHump(string name, int at) =>
        at < name.Length && char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
}
