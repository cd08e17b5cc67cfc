using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Emulation.Samples;

/// <summary>Makes sample strings and numbers within the limits of a schema.</summary>
internal static class SampleScalar
{
    public static JsonNode Text(Subschema schema)
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

    public static JsonNode Number(Subschema schema)
    {
        var step = schema.Type == "integer" ? 1 : 1e-6;
        var range = NumberRange<double>.Of(schema.Number);
        var number = range.Least?.Inside(bound => bound + step) ?? Math.Min(range.Most?.Inside(bound => bound - step) ?? 0, 0);
        return schema.Type == "integer" ? (long)Math.Ceiling(number) : number;
    }
}
