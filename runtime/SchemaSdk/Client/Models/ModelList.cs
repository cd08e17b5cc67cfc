using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: finds one of a client's models.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelList
{
    /// <summary>Finds a model by its id; null if no model has the id.</summary>
    /// <param name="models">The models, in ordinal order of their ids.</param>
    /// <param name="modelId">The id.</param>
    public static ModelInfo? Find(IReadOnlyList<ModelInfo> models, string modelId)
    {
        ArgumentNullException.ThrowIfNull(models);
        var (low, high) = (0, models.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(models[middle].Id, modelId);
            if (order == 0)
            {
                return models[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}

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

/// <summary>For generated code: text stored as UTF-8, because an assembly limits the total size of its string constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SchemaText
{
    /// <summary>Decodes UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    public static string Of(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
