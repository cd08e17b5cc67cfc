using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>How many units of its price a run is billed for. Shares nothing with the estimate of a client.</summary>
internal static class BilledUnits
{
    /// <returns>Null where nobody can tell.</returns>
    public static decimal? Of(string unit, JObject schema, JsonElement input) => unit switch
    {
        "second" => NumberIn(input, "duration")
            ?? SchemaNumber(schema, "duration", "default")
            ?? SchemaNumber(schema, "duration", "maximum")
            ?? LargestValue(schema, "duration"),
        "output" => NumberIn(input, "num_images") ?? SchemaNumber(schema, "num_images", "default") ?? 1,
        _ => null,
    };

    private static decimal? NumberIn(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value) ? Number(value.ToString()) : null;

    private static decimal? SchemaNumber(JObject schema, string name, string keyword) =>
        (schema["properties"]?[name] as JObject)?[keyword] is JValue value ? Number(value.ToString(CultureInfo.InvariantCulture)) : null;

    private static decimal? LargestValue(JObject schema, string name) =>
        ((schema["properties"]?[name] as JObject)?["enum"] as JArray)?
            .OfType<JValue>().Max(value => Number(value.ToString(CultureInfo.InvariantCulture)));

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
