using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Parses JSON that can be sent unchanged: without duplicate names and without unpaired surrogates.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">The text is not JSON, or contains an escaped unpaired surrogate.</exception>
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
            throw new JsonException("It contains an escaped unpaired surrogate.", exception);
        }
    }
}
