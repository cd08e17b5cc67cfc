using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Converts the output of a job for a report. The conversion never fails, because every charged job must be reported.</summary>
internal static class OutputJson
{
    // Well below the 1000 levels that JSON writers allow, because the report adds levels of its own.
    private const int MostDepth = 500;

    /// <summary>Returns the JSON as it was received; "null" for an undefined element.</summary>
    internal static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "null" : json.GetRawText();

    /// <summary>
    /// Returns the JSON as a node. If the JSON is too deep or has an unpaired surrogate, returns the text of the JSON as a string.
    /// </summary>
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
            // The raw text can be written, because it keeps its escape sequences.
            return JsonValue.Create(json.GetRawText());
        }
    }
}
