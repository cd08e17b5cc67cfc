using NJsonSchema;
using NJsonSchema.References;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Keeps NJsonSchema inside the file: its own resolver would read the disk and ask the network.</summary>
/// <param name="root">The schema that is being read.</param>
internal sealed class RefusingReferenceResolver(JsonSchema root) : JsonReferenceResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator()))
{
    /// <inheritdoc />
    public override Task<IJsonReference> ResolveFileReferenceAsync(string filePath, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"a reference to the file '{filePath}' is not followed");

    /// <inheritdoc />
    public override Task<IJsonReference> ResolveUrlReferenceAsync(string url, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"a reference to '{url}' is not followed");
}
