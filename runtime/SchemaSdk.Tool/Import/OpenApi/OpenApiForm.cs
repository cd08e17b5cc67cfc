using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Recognizes OpenAPI documents, and the JSON objects in which services wrap them.</summary>
internal static class OpenApiForm
{
    /// <summary>Returns true if an object is an OpenAPI document, or a service's answer that contains one.</summary>
    internal static bool Is(JsonObject json) => IsDocument(json) || Inside(json) is not null;

    /// <summary>Returns the text of the document, and the model id beside it; null if there is none.</summary>
    /// <example>Replicate: <c>{"owner": "acme", "name": "kite", "latest_version": {"openapi_schema": {…}}}</c>.</example>
    /// <param name="json">The object.</param>
    /// <param name="written">The text of the object.</param>
    internal static (string Written, string? Id) Of(JsonObject json, string written)
    {
        if (Inside(json) is not { } document)
        {
            return (written, null);
        }

        var inside = written.Substring(document.Place.Start, document.Place.Length);
        return (json["owner"], json["name"]) is (JsonValue { Value: string owner }, JsonValue { Value: string name })
            ? (inside, $"{owner}/{name}")
            : (inside, null);
    }

    private static bool IsDocument(JsonObject json) => json["openapi"] is JsonValue { Value: string } && json["paths"] is JsonObject;

    private static JsonObject? Inside(JsonObject json) =>
        (json["latest_version"] as JsonObject ?? json)["openapi_schema"] is JsonObject inside && IsDocument(inside) ? inside : null;
}
