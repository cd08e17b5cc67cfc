using System.Text.Json.Nodes;
using SchemaSdk.Tool.Import.OpenApi;

namespace SchemaSdk.Tool.Services.Fal;

/// <summary>fal's OpenAPI documents. Each contains the id of its model.</summary>
internal sealed class FalDocument : OpenApiStyle
{
    internal override string? IdIn(DocumentFiles files) =>
        files.At(files.Root.Below("info", "x-fal-metadata", "endpointId")) is JsonValue id && id.TryGetValue<string>(out var text)
            ? text
            : null;
}
