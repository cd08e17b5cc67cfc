using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Makes JSON of a service into a part of a report. A job that was paid for is reported whatever its service answers.</summary>
internal static class OutputJson
{
    // A report stands a few levels deep, and no writer goes beyond 1000.
    private const int MostDepth = 500;

    /// <returns>The JSON as it came; "null" for an element that is undefined.</returns>
    internal static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "null" : json.GetRawText();

    /// <param name="json">The JSON; undefined for none.</param>
    /// <returns>The same JSON; its text where it cannot be written again: too deep, or with half of a character.</returns>
    internal static JsonNode? NodeOf(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { MaxDepth = MostDepth });
            json.WriteTo(writer);
            return JsonNode.Parse(json.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = MostDepth });
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // The raw text has escapes as they came, and is text in every form of a report.
            return JsonValue.Create(json.GetRawText());
        }
    }
}
