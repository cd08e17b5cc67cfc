using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: searches the types of a model for the one that System.Text.Json needs.</summary>
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

    /// <summary>The type that was found; null until then.</summary>
    internal JsonTypeInfo? Found { get; private set; }

    /// <summary>Checks a type that is not nested, and the types nested in it if the wanted type can only be there.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public void Root<T>()
        where T : IGenerated<T>
    {
        if (_outermost == typeof(T))
        {
            T.Show(this);
        }
    }

    /// <summary>Checks a generated object or union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>True if the types nested in it have to be searched too.</returns>
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

    /// <summary>Checks a generated enum, and its nullable type.</summary>
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
