using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// For generated code: writes the members of an object. Null is written only if the schema requires the member and allows null.
/// </summary>
/// <remarks>
/// A member that is also in <see cref="ModelObject.AdditionalProperties"/> is written from there. A number that was read from JSON keeps
/// its original text until its property is set.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectWriter : IMembers
{
    private readonly Utf8JsonWriter _writer;
    private MemberNames _names = null!;
    private readonly KeptJson? _kept;

    /// <summary>Starts writing an object.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="writer">The writer, after the start of the JSON object.</param>
    public ObjectWriter(ModelObject owner, Utf8JsonWriter writer)
    {
        // Checks the stack, because a type that contains itself is written recursively, to any depth.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _writer = writer;
        _kept = owner.Kept;
        Member = -1;
    }

    /// <inheritdoc />
    public int Member { get; private set; }

    /// <inheritdoc />
    public void Start(MemberNames names) => _names = names;

    /// <inheritdoc />
    public bool Next(ref Utf8JsonReader reader)
    {
        while (++Member < _names.Count)
        {
            if (_kept is null || !WriteKept())
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public readonly void String(ref Utf8JsonReader reader, ref string? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            _writer.WriteString(_names.Encoded(Member), value);
        }
    }

    /// <inheritdoc />
    public readonly void Int32(ref Utf8JsonReader reader, ref int? value) => Integer(value);

    /// <inheritdoc />
    public readonly void Int64(ref Utf8JsonReader reader, ref long? value) => Integer(value);

    /// <inheritdoc />
    public readonly void Double(ref Utf8JsonReader reader, ref double? value)
    {
        if (value is not { } number)
        {
            Null();
        }
        else if (double.IsFinite(number))
        {
            _writer.WritePropertyName(_names.Encoded(Member));
            NumberText.Write(_writer, number);
        }
        else
        {
            Value<Codec.Double, double>(number);
        }
    }

    /// <inheritdoc />
    public readonly void Boolean(ref Utf8JsonReader reader, ref bool? value)
    {
        if (value is { } boolean)
        {
            _writer.WriteBoolean(_names.Encoded(Member), boolean);
        }
        else
        {
            Null();
        }
    }

    /// <inheritdoc />
    public readonly void Element(ref Utf8JsonReader reader, ref JsonElement? value) =>
        Struct<Codec.Element, JsonElement>(value is { ValueKind: JsonValueKind.Undefined } ? null : value);

    /// <inheritdoc />
    public readonly void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T> => Class<Codec.File<T>, T>(value);

    /// <inheritdoc />
    public readonly void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T>
    {
        if (value?.Value is { } text)
        {
            _writer.WriteString(_names.Encoded(Member), text);
        }
        else
        {
            Null();
        }
    }

    /// <inheritdoc />
    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => Class<Codec.Object<T>, T>(value);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">An item, such as NaN, cannot be written as JSON.</exception>
    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.List<TCodec, T>, IReadOnlyList<T>>(value);

    /// <inheritdoc />
    public readonly void Int128(ref Utf8JsonReader reader, ref Int128? value) => Struct<Codec.Int128, Int128>(value);

    /// <inheritdoc />
    public readonly void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value)
    {
        if (value is { } date && _kept?.FindSpelling(_names[Member]) is { } spelling)
        {
            _writer.WritePropertyName(_names.Encoded(Member));
            DateText.Write(_writer, date, spelling);
        }
        else
        {
            Struct<Codec.DateTimeOffset, DateTimeOffset>(value);
        }
    }

    /// <inheritdoc />
    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => Struct<Codec.Whole<T>, T>(value?.Value is null ? null : value);

    /// <inheritdoc />
    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => Struct<Codec.Number<T>, T>(value?.Value is null ? null : value);

    /// <inheritdoc />
    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => Class<Codec.Union<T>, T>(value);

    /// <inheritdoc />
    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.Map<TCodec, T>, IReadOnlyDictionary<string, T>>(value);

    private readonly void Integer(long? value)
    {
        if (value is { } number)
        {
            _writer.WriteNumber(_names.Encoded(Member), number);
        }
        else
        {
            Null();
        }
    }

    private readonly void Class<TCodec, T>(T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Value<TCodec, T>(value);
        }
    }

    private readonly void Struct<TCodec, T>(T? value)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        if (value is { } some)
        {
            Value<TCodec, T>(some);
        }
        else
        {
            Null();
        }
    }

    private readonly void Value<TCodec, T>(T value)
        where TCodec : IJsonCodec<T>
    {
        _writer.WritePropertyName(_names.Encoded(Member));
        try
        {
            TCodec.Write(_writer, value);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"/{JsonPointers.Escape(_names[Member])} cannot be written: {error.Message}", error);
        }
    }

    private readonly void Null()
    {
        if (_names.WritesNull.Length > 0 && Array.IndexOf(_names.WritesNull, Member) >= 0 && _kept?.IsAbsent(_names[Member]) != true)
        {
            _writer.WriteNull(_names.Encoded(Member));
        }
    }

    // Returns true if JSON was kept for the member. JSON in AdditionalProperties is written later.
    private readonly bool WriteKept()
    {
        var name = _names[Member];
        if (_kept!.Others.ContainsKey(name))
        {
            return true;
        }

        var raw = _kept.FindText(name);
        if (raw is not null)
        {
            _writer.WritePropertyName(_names.Encoded(Member));
            RawJson.Write(_writer, raw);
        }

        return raw is not null;
    }
}
