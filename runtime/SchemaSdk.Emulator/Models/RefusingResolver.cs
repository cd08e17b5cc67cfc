using NJsonSchema;
using NJsonSchema.References;

namespace SchemaSdk.Emulation.Models;

/// <summary>
/// Resolves only references inside the document. The default resolver of NJsonSchema would read the files and fetch the URLs that a schema
/// refers to.
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
