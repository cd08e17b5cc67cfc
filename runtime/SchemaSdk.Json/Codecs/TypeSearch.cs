using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: searches the types of a model for the type that System.Text.Json asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeSearch
{
    private readonly Type _type;
    private readonly Type _outermost;
    private readonly JsonSerializerOptions _options;
    private readonly HashSet<Type> _seen = [];

    internal TypeSearch(Type type, JsonSerializerOptions options)
    {
        (_type, _options) = (type, options);
        _outermost = Nullable.GetUnderlyingType(type) ?? type;
        while (_outermost.DeclaringType is { } around)
        {
            _outermost = around;
        }
    }

    /// <summary>The metadata of the type once it is found; null until then.</summary>
    internal JsonTypeInfo? Found { get; private set; }

    /// <summary>Searches a top-level type and the types nested in it, if the requested type can be among them.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public void Root<T>()
        where T : IGenerated<T>
    {
        if (_outermost == typeof(T))
        {
            T.Show(this);
        }
    }

    /// <summary>Checks whether an object or union is the requested type. Returns true if its nested types must be searched.</summary>
    internal bool Enter<T>()
        where T : IGenerated<T>
    {
        if (Found is not null || !_seen.Add(typeof(T)))
        {
            return false;
        }

        Found = _type == typeof(T) ? Describe<T>() : null;
        return Found is null;
    }

    /// <summary>Checks whether an enum, or its nullable type, is the requested type.</summary>
    internal void EnterStruct<T>()
        where T : struct, IGenerated<T>
    {
        if (_type == typeof(T?))
        {
            Found = JsonMetadataServices.CreateValueInfo<T?>(_options, JsonMetadataServices.GetNullableConverter(Describe<T>()));
        }
        else
        {
            Enter<T>();
        }
    }

    private JsonTypeInfo<T> Describe<T>()
        where T : IModelValue<T> => JsonMetadataServices.CreateValueInfo<T>(_options, new ModelJsonConverter<T>());
}
