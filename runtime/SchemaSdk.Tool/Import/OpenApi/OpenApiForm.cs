using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Tells OpenAPI documents, and what services put around them.</summary>
internal static class OpenApiForm
{
    /// <summary>Returns true if an object is a document, or an answer of a service that has one.</summary>
    internal static bool Is(JsonObject json) => IsDocument(json) || Inside(json) is not null;

    /// <summary>Finds the text of the document, and the id of the model that stands beside it.</summary>
    /// <example>Replicate: <c>{"owner": "acme", "name": "kite", "latest_version": {"openapi_schema": {…}}}</c>.</example>
    /// <param name="json">An object that is one.</param>
    /// <param name="written">The text of that object.</param>
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
