using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: writes the members of an object. Null is not written.</summary>
/// <remarks>
/// A member with an entry in <see cref="ModelObject.AdditionalProperties"/> is written from there, and a number that was read
/// is written with its own text until its property is set.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ObjectWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly MemberNames _names;
    private readonly KeptJson? _kept;

    /// <summary>Starts to write.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="writer">Inside the JSON object.</param>
    /// <param name="names">The names of its members.</param>
    public ObjectWriter(ModelObject owner, Utf8JsonWriter writer, MemberNames names)
    {
        _writer = writer;
        _names = names;
        _kept = owner.Kept;
    }

    /// <summary>Writes null, unless the member has an entry of its own or was absent when the object was read.</summary>
    /// <param name="member">The position of its name.</param>
    public void Null(int member)
    {
        if (!IsKept(member) && _kept?.IsAbsent(_names[member]) != true)
        {
            _writer.WriteNull(_names.Encoded(member));
        }
    }

    /// <summary>Writes a string.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void String(int member, string? value)
    {
        if (!IsKept(member) && value is not null)
        {
            _writer.WriteString(_names.Encoded(member), value);
        }
    }

    /// <summary>Writes a whole number.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Int32(int member, int? value) => Int64(member, value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Int64(int member, long? value)
    {
        if (!IsKept(member) && value is { } number)
        {
            _writer.WriteNumber(_names.Encoded(member), number);
        }
    }

    /// <summary>Writes a number.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    /// <exception cref="ArgumentException">The value is NaN or infinite: JSON has no such number.</exception>
    public void Double(int member, double? value)
    {
        if (!IsKept(member) && value is { } number)
        {
            Value<Codec.Double, double>(member, number);
        }
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Boolean(int member, bool? value)
    {
        if (!IsKept(member) && value is { } boolean)
        {
            _writer.WriteBoolean(_names.Encoded(member), boolean);
        }
    }

    /// <summary>Writes any value; an element that was never set is left out.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Element(int member, JsonElement? value)
    {
        if (!IsKept(member) && value is { ValueKind: not JsonValueKind.Undefined } element)
        {
            Value<Codec.Element, JsonElement>(member, element);
        }
    }

    /// <summary>Writes the address of a file.</summary>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void File(int member, ModelFile? value)
    {
        if (!IsKept(member) && value is not null)
        {
            Value<Codec.File, ModelFile>(member, value);
        }
    }

    /// <summary>Writes a generated type that is a JSON string; its default, which is no value, is left out.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Text<T>(int member, T? value)
        where T : struct, IModelValue<T>
    {
        if (!IsKept(member) && value is { } text && !EqualityComparer<T>.Default.Equals(text, default))
        {
            Value<Codec.Text<T>, T>(member, text);
        }
    }

    /// <summary>Writes a generated type that is a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    public void Object<T>(int member, T? value)
        where T : ModelObject, IModelValue<T>
    {
        if (!IsKept(member) && value is not null)
        {
            Value<Codec.Object<T>, T>(member, value);
        }
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="TCodec">How an item is written.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="member">The position of its name.</param>
    /// <param name="value">What to write.</param>
    /// <exception cref="ArgumentException">An item cannot be written as JSON, such as NaN.</exception>
    public void List<TCodec, T>(int member, IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T>
    {
        if (!IsKept(member) && value is not null)
        {
            Value<Codec.List<TCodec, T>, IReadOnlyList<T>>(member, value);
        }
    }

    private void Value<TCodec, T>(int member, T value)
        where TCodec : IJsonCodec<T>
    {
        _writer.WritePropertyName(_names.Encoded(member));
        try
        {
            TCodec.Write(_writer, value);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"/{JsonPointers.Escape(_names[member])} cannot be written: {error.Message}", error);
        }
    }

    // True: the member stands, or will stand, in the JSON as it was read.
    private bool IsKept(int member) => _kept is not null && WriteKept(member);

    private bool WriteKept(int member)
    {
        var name = _names[member];
        if (_kept!.Others.ContainsKey(name))
        {
            return true;
        }

        var raw = _kept.FindText(name);
        if (raw is not null)
        {
            _writer.WritePropertyName(_names.Encoded(member));
            RawJson.Write(_writer, raw);
        }

        return raw is not null;
    }
}
