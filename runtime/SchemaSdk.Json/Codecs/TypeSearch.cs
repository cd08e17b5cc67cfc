using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: looks among the types of a model for the one that System.Text.Json asks for.</summary>
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

    /// <summary>The type that was found; null as long as it has not been seen.</summary>
    internal JsonTypeInfo? Found { get; private set; }

    /// <summary>Looks at a type that is nested in no other, and into it where what is asked for can only be there.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public void Root<T>()
        where T : IGenerated<T>
    {
        if (_outermost == typeof(T))
        {
            T.Show(this);
        }
    }

    /// <summary>Looks at a generated object or union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>True if the types nested in it have to be searched as well.</returns>
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

    /// <summary>Looks at a generated enum, as it is and where it may be null.</summary>
    /// <typeparam name="T">The type.</typeparam>
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
