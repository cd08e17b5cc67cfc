using System.Globalization;
using System.Text.Json;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Emulation.Models;

/// <summary>Computes the units that a job is charged for. Uses no client code, so tests can check client estimates against it.</summary>
internal static class BilledUnits
{
    /// <summary>Returns the number of units; null if it is unknown.</summary>
    // outputs: the members that can set the number of outputs; empty if the service has no such member.
    public static decimal? Of(string unit, JsonObject schema, JsonElement input, IReadOnlyList<string> outputs) => unit switch
    {
        "second" => NumberIn(input, "duration")
            ?? SchemaNumber(schema, "duration", "default")
            ?? NumberRange<decimal>.Of(keyword => SchemaNumber(schema, "duration", keyword)).Most?.Number
            ?? LargestValue(schema, "duration"),
        "output" => outputs.Max(name => NumberIn(input, name)) is { } most and not 1m ? most
            : outputs
                .Where(name => NumberIn(input, name) is null)
                .Select(name => SchemaNumber(schema, name, "default"))
                .FirstOrDefault(static count => count is not (null or 1m)) ?? 1,
        _ => null,
    };

    private static decimal? NumberIn(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value) ? Number(value.ToString()) : null;

    private static decimal? SchemaNumber(JsonObject schema, string name, string keyword) =>
        Property(schema, name)?[keyword] is JsonValue value ? Number(TextOf(value)) : null;

    private static decimal? LargestValue(JsonObject schema, string name) =>
        (Property(schema, name)?["enum"] as JsonArray)?.OfType<JsonValue>().Max(value => Number(TextOf(value)));

    private static JsonObject? Property(JsonObject schema, string name) => (schema["properties"] as JsonObject)?[name] as JsonObject;

    private static string TextOf(JsonValue value) => value.Value as string ?? value.ToString();

    // Some schemas have durations such as "5s".
    private static decimal? Number(string? text) =>
        decimal.TryParse(text?.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
