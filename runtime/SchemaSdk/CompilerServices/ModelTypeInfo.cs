using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what System.Text.Json has to know of a generated type, without reflection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelTypeInfo
{
    /// <summary>Describes a generated object type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="type">What is asked for.</param>
    /// <param name="options">What the description is for.</param>
    /// <returns>Null where another type is asked for.</returns>
    public static JsonTypeInfo? Class<T>(Type type, JsonSerializerOptions options)
        where T : class, IModelValue<T> => type == typeof(T) ? Value<T>(options) : null;

    /// <summary>Describes a generated value type, as it is and where it may be null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="type">What is asked for.</param>
    /// <param name="options">What the description is for.</param>
    /// <returns>Null where another type is asked for.</returns>
    public static JsonTypeInfo? Struct<T>(Type type, JsonSerializerOptions options)
        where T : struct, IModelValue<T> =>
        type == typeof(T) ? Value<T>(options)
        : type == typeof(T?) ? JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter(Value<T>(options)))
        : null;

    private static JsonTypeInfo<T> Value<T>(JsonSerializerOptions options)
        where T : IModelValue<T> => JsonMetadataServices.CreateValueInfo<T>(options, new ModelJsonConverter<T>());
}
