using SchemaSdk.Schemas.Json;
using SchemaSdk.Tool.Import.OpenApi;

namespace SchemaSdk.Tool.Services.Replicate;

/// <summary>The OpenAPI documents of Replicate.</summary>
/// <remarks>
/// All of them have the same operations, and the components <c>Input</c> and <c>Output</c> belong to the model. The service's answer about
/// a model contains the document: <c>{"owner": "acme", "name": "kite", "latest_version": {"openapi_schema": {…}}}</c>.
/// </remarks>
internal sealed class ReplicateDocument : OpenApiStyle
{
    internal override (JsonObject Document, string? Id)? Inside(JsonObject answer)
    {
        if ((answer["latest_version"] as JsonObject ?? answer)["openapi_schema"] is not JsonObject document)
        {
            return null;
        }

        return (answer["owner"], answer["name"]) is (JsonValue { Value: string owner }, JsonValue { Value: string name })
            ? (document, $"{owner}/{name}")
            : (document, null);
    }

    internal override (WrittenPlace Input, WrittenPlace? Output)? SchemasIn(DocumentFiles files, OpenApiOperations operations)
    {
        var schemas = files.Root.Below("components", "schemas");
        var (input, output) = (schemas.Below("Input"), schemas.Below("Output"));
        return operations.Has("/predictions") && IsObject(input) ? (input, IsObject(output) ? output : null) : null;

        bool IsObject(WrittenPlace place) => files.At(place) is System.Text.Json.Nodes.JsonObject;
    }
}
