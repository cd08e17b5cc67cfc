using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: finds one of a client's models.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelList
{
    /// <summary>Finds a model by its id; null if no model has the id.</summary>
    public static ModelInfo? Find(IReadOnlyList<ModelInfo> models, string modelId) => models.FirstOrDefault(model => model.Id == modelId);
}

/// <summary>For generated code: describes the generated types of a client's models to System.Text.Json.</summary>
/// <param name="models">The client's models.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelTypeInfoResolver(IReadOnlyList<ModelInfo> models) : IJsonTypeInfoResolver
{
    /// <inheritdoc />
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => models.OfType<TypedModelInfo>()
        .Select(model => model.TypeInfo(type, options))
        .FirstOrDefault(static found => found is not null);
}
