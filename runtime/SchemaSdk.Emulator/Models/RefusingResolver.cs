using NJsonSchema;
using NJsonSchema.References;

namespace SchemaSdk.Emulation.Models;

/// <summary>
/// Resolves references inside a document only. NJsonSchema's own resolver would read files and fetch addresses that a schema names.
/// </summary>
internal sealed class RefusingResolver(JsonSchemaAppender appender) : JsonReferenceResolver(appender)
{
    public override Task<IJsonReference> ResolveFileReferenceAsync(string filePath, CancellationToken cancellationToken = default) =>
        throw Refuse(filePath);

    public override Task<IJsonReference> ResolveUrlReferenceAsync(string url, CancellationToken cancellationToken = default) =>
        throw Refuse(url);

    private static NotSupportedException Refuse(string reference) =>
        new($"The schema refers to \"{reference}\"; only references inside the document are followed.");
}
