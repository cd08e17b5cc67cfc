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
    /// <param name="options">What the description is for.</param>
    public static JsonTypeInfo Class<T>(JsonSerializerOptions options)
        where T : class, IModelValue<T> => JsonMetadataServices.CreateValueInfo<T>(options, new ModelJsonConverter<T>());

    /// <summary>Describes a generated value type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">What the description is for.</param>
    public static JsonTypeInfo Struct<T>(JsonSerializerOptions options)
        where T : struct, IModelValue<T> => Value<T>(options);

    /// <summary>Describes a generated value type that may be null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">What the description is for.</param>
    public static JsonTypeInfo Nullable<T>(JsonSerializerOptions options)
        where T : struct, IModelValue<T> =>
        JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter(Value<T>(options)));

    private static JsonTypeInfo<T> Value<T>(JsonSerializerOptions options)
        where T : struct, IModelValue<T> => JsonMetadataServices.CreateValueInfo<T>(options, new ModelJsonConverter<T>());
}
