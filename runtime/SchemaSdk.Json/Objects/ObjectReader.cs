using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads an object member by member, and keeps the values that its properties cannot represent.</summary>
/// <remarks>
/// A value of an unexpected JSON kind goes to <see cref="ModelObject.AdditionalProperties"/>, as does an unknown member. So does null,
/// unless the schema requires the member and allows null. If the JSON is not an object, the whole value is kept, and the created
/// object has no members.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectReader : IMembers
{
    private readonly ModelObject _owner;
    private MemberNames _names = null!;
    private bool _hasEnded;
    private CameMembers _came;

    /// <summary>Starts reading an object.</summary>
    /// <param name="owner">The object that is being created.</param>
    /// <param name="reader">
    /// The reader, on or before the first token of the value. After all members are read, it is on the last token.
    /// </param>
    public ObjectReader(ModelObject owner, ref Utf8JsonReader reader)
    {
        // Checks the stack, because a type that contains itself is read recursively, to any depth.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _owner = owner;
        Member = -1;
        if (reader.TokenType == JsonTokenType.None)
        {
            RawJson.ReadNext(ref reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _hasEnded = true;
            owner.Keep().Whole = RawJson.Read(ref reader);
        }
    }

    /// <inheritdoc />
    public int Member { get; private set; }

    /// <inheritdoc />
    public void Start(MemberNames names) => _names = names;

    /// <inheritdoc />
    public bool Next(ref Utf8JsonReader reader)
    {
        while (!_hasEnded)
        {
            RawJson.ReadNext(ref reader);
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _hasEnded = true;
                _came.TellAbsent(_names, _owner);
                break;
            }

            Member = _names.Find(ref reader);
            if (Member >= 0)
            {
                RawJson.ReadNext(ref reader);
                _came.Note(_names, Member);
                return true;
            }

            _owner.KeepOther(ref reader);
        }

        return false;
    }

    /// <inheritdoc />
    public readonly void String(ref Utf8JsonReader reader, ref string? value) => Class<Codec.String, string>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int32(ref Utf8JsonReader reader, ref int? value) => Struct<Codec.Int32, int>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int64(ref Utf8JsonReader reader, ref long? value) => Struct<Codec.Int64, long>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Double(ref Utf8JsonReader reader, ref double? value) => Struct<Codec.Double, double>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Boolean(ref Utf8JsonReader reader, ref bool? value) => Struct<Codec.Boolean, bool>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Element(ref Utf8JsonReader reader, ref JsonElement? value)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            value = null;
            KeepNull(ref reader);
            return;
        }

        Struct<Codec.Element, JsonElement>(ref reader, ref value);
    }

    /// <inheritdoc />
    public readonly void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T> => Class<Codec.File<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T> => Struct<Codec.Text<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => Class<Codec.Object<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int128(ref Utf8JsonReader reader, ref Int128? value) => Struct<Codec.Int128, Int128>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value) =>
        Struct<Codec.DateTimeOffset, DateTimeOffset>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => Struct<Codec.Whole<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => Struct<Codec.Number<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => Class<Codec.Union<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => Many<Codec.List<TCodec, T>, IReadOnlyList<T>>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => Many<Codec.Map<TCodec, T>, IReadOnlyDictionary<string, T>>(ref reader, ref value);

    private readonly void Many<TCodec, T>(ref Utf8JsonReader reader, ref T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var start = reader;
        var respelled = false;
        if (!TCodec.TryRead(ref reader, out value, ref respelled))
        {
            reader = start;
            KeepNull(ref reader);
            return;
        }

        Keep(ref start, respelled);
    }

    private readonly void Class<TCodec, T>(ref Utf8JsonReader reader, ref T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var respelled = false;
        if (TCodec.TryRead(ref reader, out value, ref respelled))
        {
            Keep(ref reader, false);
        }
        else
        {
            KeepNull(ref reader);
        }
    }

    private readonly void Struct<TCodec, T>(ref Utf8JsonReader reader, ref T? value)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        var respelled = false;
        if (TCodec.TryRead(ref reader, out var read, ref respelled))
        {
            value = read;
            Keep(ref reader, respelled);
        }
        else
        {
            value = null;
            KeepNull(ref reader);
        }
    }

    // If a name occurs more than once, the last value is used, so a value kept earlier is dropped.
    private readonly void Keep(ref Utf8JsonReader reader, bool respelled)
    {
        _owner.Kept?.Forget(_names[Member]);
        if (respelled)
        {
            _owner.Keep().KeepText(new OtherMember(_names[Member], ref reader));
        }
    }

    // A JSON null is not kept if the member will be written as null anyway.
    private readonly void KeepNull(ref Utf8JsonReader reader)
    {
        var kept = _owner.Keep();
        kept.Forget(_names[Member]);
        if (reader.TokenType != JsonTokenType.Null || Array.IndexOf(_names.WritesNull, Member) < 0)
        {
            kept.Others.Set(new OtherMember(_names[Member], ref reader));
        }
    }
}
