using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Reads JSON that can be sent as it is: each name once, and every text whole.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200, AllowDuplicateProperties = false };

    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It cannot be read as JSON, or half of a character is escaped in it.</exception>
    internal static JsonNode? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            using var writer = new Utf8JsonWriter(Stream.Null);
            document.RootElement.WriteTo(writer);
            return JsonNode.Parse(text, documentOptions: Options);
        }
        catch (InvalidOperationException exception)
        {
            // JSON may escape half of a surrogate pair, which no text can hold.
            throw new JsonException("It has the escape of half a character.", exception);
        }
    }
}
