using SchemaSdk.Tool.Import.OpenApi;
using SchemaSdk.Tool.Services.Fal;
using SchemaSdk.Tool.Services.Replicate;

namespace SchemaSdk.Tool.Services.Known;

/// <summary>The styles of the OpenAPI documents that the tool can read.</summary>
internal static class DocumentStyles
{
    internal static IReadOnlyList<OpenApiStyle> All { get; } = [new ReplicateDocument(), new FalDocument()];
}
