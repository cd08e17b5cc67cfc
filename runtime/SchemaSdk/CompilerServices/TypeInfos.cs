using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: looks among the types of a model for the one that System.Text.Json asks for.</summary>
/// <param name="type">What is asked for.</param>
/// <param name="options">What the description is for.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TypeInfos(Type type, JsonSerializerOptions options)
{
    /// <summary>What was found; null where another type is asked for.</summary>
    public JsonTypeInfo? Found { get; private init; }

    /// <summary>Looks at a generated object or union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public TypeInfos Class<T>()
        where T : class, IModelValue<T> => type == typeof(T) ? this with { Found = Describe<T>() } : this;

    /// <summary>Looks at a generated enum, as it is and where it may be null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public TypeInfos Struct<T>()
        where T : struct, IModelValue<T> =>
        type == typeof(T) ? this with { Found = Describe<T>() }
        : type == typeof(T?) ? this with { Found = JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter(Describe<T>())) }
        : this;

    private JsonTypeInfo<T> Describe<T>()
        where T : IModelValue<T> => JsonMetadataServices.CreateValueInfo<T>(options, new ModelJsonConverter<T>());
}
