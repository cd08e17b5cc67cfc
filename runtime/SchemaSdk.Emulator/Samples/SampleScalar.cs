using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Samples;

/// <summary>A value within the bounds of its schema.</summary>
internal static class SampleScalar
{
    public static JsonNode Text(SchemaNode schema)
    {
        var text = schema.Format switch
        {
            "date-time" => "2026-01-01T00:00:00Z",
            "date" => "2026-01-01",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            _ => "sample",
        };
        var (shortest, longest) = (schema.Number("minLength") ?? 0, schema.Number("maxLength") ?? int.MaxValue);
        text = text.PadRight((int)Math.Min(shortest, 10_000), '.');
        return text.Length > longest ? text[..(int)longest] : text;
    }

    public static JsonNode Number(SchemaNode schema)
    {
        var low = schema.Number("minimum") ?? (schema.Number("exclusiveMinimum") + Step(schema));
        var high = schema.Number("maximum") ?? (schema.Number("exclusiveMaximum") - Step(schema));
        var number = low ?? Math.Min(high ?? 0, 0);
        return schema.Type == "integer" ? (long)Math.Ceiling(number) : number;
    }

    /// <summary>The distance of a value from an exclusive bound.</summary>
    private static double Step(SchemaNode schema) => schema.Type == "integer" ? 1 : 1e-6;
}
