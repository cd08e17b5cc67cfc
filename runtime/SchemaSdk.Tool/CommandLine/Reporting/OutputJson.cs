using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Converts JSON from a service to a part of a report. A job that was charged is reported whatever the service returned.</summary>
internal static class OutputJson
{
    // The report adds a few levels, and no writer allows more than 1000.
    private const int MostDepth = 500;

    /// <returns>The JSON as it was received; "null" for an undefined element.</returns>
    internal static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "null" : json.GetRawText();

    /// <param name="json">The JSON; undefined for none.</param>
    /// <returns>The same JSON; or its text if it cannot be written again, because it is too deep or has half of a surrogate pair.</returns>
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
            // The raw text keeps its escapes, and is plain text in every form of a report.
            return JsonValue.Create(json.GetRawText());
        }
    }
}
