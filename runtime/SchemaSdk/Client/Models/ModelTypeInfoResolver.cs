using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes the generated types of a client's models to System.Text.Json.</summary>
/// <param name="models">The client's models.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelTypeInfoResolver(IReadOnlyList<ModelInfo> models) : IJsonTypeInfoResolver
{
    /// <inheritdoc />
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        foreach (var model in models)
        {
            if ((model as TypedModelInfo)?.TypeInfo(type, options) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
