using System.Text.Encodings.Web;

namespace SchemaSdk.Mcp.Answers;

/// <summary>The settings with which JSON is read and written.</summary>
internal static class JsonTexts
{
    // The same depth as the inputs of a client.
    private const int MaxDepth = 1000;

    /// <summary>Keeps text that is not English readable.</summary>
    internal static JsonSerializerOptions Readable { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    internal static JsonDocumentOptions AnyDepth { get; } = new() { MaxDepth = MaxDepth };

    internal static JsonNode? NodeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };
}
