using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Reads an object of a text that lasts, as <see cref="ObjectReader"/> does one of any text.</summary>
/// <remarks>
/// The cursor is told by its address on the stack, because a visitor may be no ref struct before .NET 9. It lives as long as the visit.
/// </remarks>
internal unsafe struct CursorReader : IMembers
{
#pragma warning disable CS8500 // The address of a managed type: of one that stays on the stack.
    private readonly JsonCursor* _cursor;
    private readonly ModelObject _owner;
    private readonly int _start;
    private MemberNames _names = null!;
    private CameMembers _came;
    private int _likely;
    private bool _isInside;

    /// <summary>Starts to read.</summary>
    /// <param name="owner">The object that is being made.</param>
    /// <param name="cursor">On the first token of the object, in a local variable of the caller or of one further up.</param>
    public CursorReader(ModelObject owner, ref JsonCursor cursor)
    {
        _owner = owner;
        _start = cursor.TokenStartIndex;
        fixed (JsonCursor* place = &cursor)
        {
            _cursor = place;
        }
    }
#pragma warning restore CS8500

    public int Member { get; private set; }

    private readonly ref JsonCursor Cursor => ref *_cursor;

    public void Start(MemberNames names) => _names = names;

    public bool Next(ref Utf8JsonReader reader)
    {
        for (var member = _likely; Cursor.NextMember(ref _isInside, _names.Texts, ref member); member = _likely)
        {
            if (member >= 0)
            {
                Member = member;
                _likely = member + 1;
                _came.Note(_names, member);
                return true;
            }

            KeepOther();
        }

        _came.TellAbsent(_names, _owner);
        return false;
    }

    public readonly void String(ref Utf8JsonReader reader, ref string? value) => Class<Codec.String, string>(ref value);

    public readonly void Int32(ref Utf8JsonReader reader, ref int? value) => Struct<Codec.Int32, int>(ref value);

    public readonly void Int64(ref Utf8JsonReader reader, ref long? value) => Struct<Codec.Int64, long>(ref value);

    public readonly void Int128(ref Utf8JsonReader reader, ref Int128? value) => Struct<Codec.Int128, Int128>(ref value);

    public readonly void Double(ref Utf8JsonReader reader, ref double? value) => Struct<Codec.Double, double>(ref value);

    public readonly void Boolean(ref Utf8JsonReader reader, ref bool? value) => Struct<Codec.Boolean, bool>(ref value);

    public readonly void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value) =>
        Struct<Codec.DateTimeOffset, DateTimeOffset>(ref value);

    public readonly void Element(ref Utf8JsonReader reader, ref JsonElement? value)
    {
        if (Cursor.TokenType == JsonTokenType.Null)
        {
            value = null;
            KeepNull();
            return;
        }

        Struct<Codec.Element, JsonElement>(ref value);
    }

    public readonly void File(ref Utf8JsonReader reader, ref ModelFile? value) => Class<Codec.File, ModelFile>(ref value);

    public readonly void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T> => Struct<Codec.Text<T>, T>(ref value);

    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => Struct<Codec.Whole<T>, T>(ref value);

    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => Struct<Codec.Number<T>, T>(ref value);

    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => Class<Codec.Object<T>, T>(ref value);

    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => Class<Codec.Union<T>, T>(ref value);

    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => Many<Codec.List<TCodec, T>, IReadOnlyList<T>>(ref value);

    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => Many<Codec.Map<TCodec, T>, IReadOnlyDictionary<string, T>>(ref value);

    private readonly void Many<TCodec, T>(ref T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var place = Cursor.Place;
        var respelled = false;
        if (TCodec.TryRead(ref Cursor, out value, ref respelled))
        {
            Keep(place.Start, respelled);
        }
        else
        {
            Cursor.MoveBack(place);
            KeepNull();
        }
    }

    private readonly void Class<TCodec, T>(ref T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var respelled = false;
        if (TCodec.TryRead(ref Cursor, out value, ref respelled))
        {
            Keep(0, respelled: false);
        }
        else
        {
            KeepNull();
        }
    }

    private readonly void Struct<TCodec, T>(ref T? value)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        var start = Cursor.TokenStartIndex;
        var respelled = false;
        if (TCodec.TryRead(ref Cursor, out var read, ref respelled))
        {
            value = read;
            Keep(start, respelled);
        }
        else
        {
            value = null;
            KeepNull();
        }
    }

    // The last of several members of one name counts, even if others were kept.
    private readonly void Keep(int start, bool respelled)
    {
        _owner.Kept?.Forget(_names[Member]);
        if (respelled)
        {
            _owner.Keep().KeepText(new OtherMember(_names[Member], PartFrom(start)));
        }
    }

    // The field stays null, and the value is kept as it is; null itself only where the field's null would not be written.
    private readonly void KeepNull()
    {
        var (token, start) = (Cursor.TokenType, Cursor.TokenStartIndex);
        Cursor.Skip();
        var kept = _owner.Keep();
        kept.Forget(_names[Member]);
        if (token != JsonTokenType.Null || Array.IndexOf(_names.WritesNull, Member) < 0)
        {
            kept.Others.ReadLeft(start);
            kept.Others.Set(new OtherMember(_names[Member], PartFrom(start)));
        }
    }

    private readonly void KeepOther()
    {
        var others = _owner.Keep().Others;
        if (!others.TryLeave(Cursor.Lasting!, _start, _names))
        {
            var start = Cursor.TokenStartIndex;
            var name = Cursor.At(Cursor.NameStartIndex);
            Cursor.Skip();
            others.Set(new OtherMember(JsonText.Decode(in name), PartFrom(start)));
        }
    }

    private readonly ReadOnlyMemory<byte> PartFrom(int start) => Cursor.Lasting!.Part(start, Cursor.TokenEndIndex - start);
}
