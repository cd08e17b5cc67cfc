using System.Text.Json.Nodes;
using SchemaSdk.Tool.Import.OpenApi;

namespace SchemaSdk.Tool.Services.Fal;

/// <summary>The OpenAPI documents of fal, which contain the id of their model.</summary>
internal sealed class FalDocument : OpenApiStyle
{
    internal override string? IdIn(DocumentFiles files) =>
        files.At(files.Root.Below("info", "x-fal-metadata", "endpointId")) is JsonValue id && id.TryGetValue<string>(out var text)
            ? text
            : null;
}
