using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Makes readable example strings and numbers within the limits of a schema.</summary>
internal static class ExampleScalar
{
    private const string Prompt = "A paper boat drifts down a rain gutter at dusk.";
    private const int MostCharacters = 2000;

    // These strings match the patterns that were found in real schemas.
    private static readonly string[] Common =
        ["16:9", "1024x1024", "1280*720", "#3a86ff", "en", "en-US", "2026-01-01", "00:00:05", "5s", "720p", "a", "A", "0", "1"];

    internal static JsonNode Text(ExampleSchema schema, string name)
    {
        var least = (int)Math.Min(schema.NumberOf("minLength") ?? 0, MostCharacters);
        var most = schema.NumberOf("maxLength") ?? int.MaxValue;
        var usual = Fit(TextOf(schema, name), least, most);
        return schema.TextOf("pattern") is { } pattern
            ? Common.Prepend(usual).FirstOrDefault(text => Fit(text, least, most) == text && Matches(text, pattern)) ?? usual
            : usual;
    }

    internal static JsonNode Number(ExampleSchema schema)
    {
        var step = schema.NumberOf("multipleOf") ?? (schema.Type == "integer" ? 1 : 0.1m);
        var range = NumberRange<decimal>.Of(schema.NumberOf);
        var number = range.Least?.Inside(bound => bound + step) ?? Math.Min(range.Most?.Inside(bound => bound - step) ?? 1, 1);
        if (schema.NumberOf("multipleOf") is { } part and > 0)
        {
            number = Math.Ceiling(number / part) * part;
        }

        return schema.Type == "integer" ? Math.Ceiling(number) : number;
    }

    private static string TextOf(ExampleSchema schema, string name)
    {
        var format = schema.TextOf("format") ?? "";
        return format switch
        {
            "date-time" => "2026-01-01T12:00:00Z",
            "date" => "2026-01-01",
            "time" => "12:00:00Z",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "email" => "kite@example.com",
            _ when FormatRules.IsFile(format) || FormatRules.IsFile(name) => $"https://example.com/{FileName($"{name} {format}")}",
            _ => name.Contains("negative", StringComparison.OrdinalIgnoreCase) ? "blurred" : IsProse(name) ? Prompt : "example",
        };
    }

    private static bool IsProse(string name) =>
        name.Contains("prompt", StringComparison.OrdinalIgnoreCase) || name.Contains("text", StringComparison.OrdinalIgnoreCase);

    private static string FileName(string words) =>
        words.Contains("video", StringComparison.OrdinalIgnoreCase) ? "video.mp4"
        : words.Contains("audio", StringComparison.OrdinalIgnoreCase) || words.Contains("voice", StringComparison.OrdinalIgnoreCase)
            ? "audio.wav"
            : "image.png";

    private static string Fit(string text, int least, decimal most) =>
        text.Length > most ? text[..(int)most] : text.Length < least ? text.PadRight(least, '.') : text;

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(50));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // The pattern has an unknown syntax, or matching takes too long. The client's rules check the whole example later.
            return false;
        }
    }
}
