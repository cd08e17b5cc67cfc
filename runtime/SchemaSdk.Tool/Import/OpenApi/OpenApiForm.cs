using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Recognizes OpenAPI documents, and the JSON objects in which services wrap them.</summary>
/// <param name="styles">The styles of all services. Each style determines how documents of its service are unwrapped.</param>
internal sealed class OpenApiForm(IReadOnlyList<OpenApiStyle> styles)
{
    /// <summary>Returns true if an object is an OpenAPI document, or a service's answer that contains one.</summary>
    internal bool Is(JsonObject json) => IsDocument(json) || Inside(json) is not null;

    /// <summary>Returns the text of the document. If a service's answer contains it, also returns the model id in that answer.</summary>
    /// <param name="json">The object on the page.</param>
    /// <param name="written">The text of the object.</param>
    internal (string Written, string? Id) Of(JsonObject json, string written) => Inside(json) is var (document, id)
        ? (written.Substring(document.Place.Start, document.Place.Length), id)
        : (written, null);

    private static bool IsDocument(JsonObject json) => json["openapi"] is JsonValue { Value: string } && json["paths"] is JsonObject;

    private (JsonObject Document, string? Id)? Inside(JsonObject json) => styles
        .Select(style => style.Inside(json))
        .FirstOrDefault(static inside => inside is var (document, _) && IsDocument(document));
}
