using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.Catalog.Prices;

/// <summary>A number in a schema or an input: a JSON number, or text such as <c>"5"</c> or <c>"5s"</c>.</summary>
internal static class PlainNumber
{
    /// <returns>Null for text that is not a number; the largest decimal for a number that is too large.</returns>
    internal static decimal? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => Parse(Encoding.UTF8.GetString(reader.ValueSpan)) ?? decimal.MaxValue,
        JsonTokenType.String => Parse(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => null,
    };

    internal static decimal? Read(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => Parse(number.GetRawText()) ?? decimal.MaxValue,
        { ValueKind: JsonValueKind.String } text => Parse(text.GetRawText().Trim('"')),
        _ => null,
    };

    private static decimal? Parse(string text)
    {
        var end = text.TrimEnd();
        var digits = end.EndsWith('s') ? end[..^1] : end;
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
