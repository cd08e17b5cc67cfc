using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Reads JSON that can be sent unchanged: without duplicate names and without half surrogate pairs.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200, AllowDuplicateProperties = false };

    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It is not JSON, or it escapes half of a surrogate pair.</exception>
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
            // JSON can escape half of a surrogate pair, which is not valid text.
            throw new JsonException("It escapes half of a surrogate pair.", exception);
        }
    }
}
