using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: knows the generated types of every model of a client.</summary>
/// <param name="models">One for each model: describes the model's types, and returns null for others.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelTypeInfoResolver(Func<Type, JsonSerializerOptions, JsonTypeInfo?>[] models) : IJsonTypeInfoResolver
{
    /// <inheritdoc />
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        foreach (var model in models)
        {
            if (model(type, options) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
