using JsonObject = SchemaSdk.Schemas.Json.JsonObject;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Reads the OpenAPI documents of one service. A page does not name its service, so all styles are tried.</summary>
internal abstract class OpenApiStyle
{
    /// <summary>Finds the document and the model id in an answer from the service; null if the answer has no document.</summary>
    internal virtual (JsonObject Document, string? Id)? Inside(JsonObject answer) => null;

    /// <summary>Returns the model id in a document; null if it has none.</summary>
    internal virtual string? IdIn(DocumentFiles files) => null;

    /// <summary>Finds the schemas in a document; null if its operations do not have this style.</summary>
    internal virtual (WrittenPlace Input, WrittenPlace? Output)? SchemasIn(DocumentFiles files, OpenApiOperations operations) => null;
}
