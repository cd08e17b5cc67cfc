using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads an object member by member, and keeps for it what its properties cannot hold.</summary>
/// <remarks>
/// A value of another JSON kind than asked for, null among them, goes to <see cref="ModelObject.AdditionalProperties"/>,
/// as an unknown member does. Where a value that is no object at all comes, the owner keeps it whole and there are no members.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectReader
{
    private readonly ModelObject _owner;
    private readonly MemberNames _names;
    private bool _hasEnded;

    /// <summary>Starts to read.</summary>
    /// <param name="owner">The object that is being made.</param>
    /// <param name="names">The names of its members.</param>
    /// <param name="reader">On the first token of the value; when the last member was read, on its last.</param>
    public ObjectReader(ModelObject owner, MemberNames names, ref Utf8JsonReader reader)
    {
        _owner = owner;
        _names = names;
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

    /// <summary>The position of the present member in the names.</summary>
    public int Member { get; private set; }

    /// <summary>Moves to the next member that has a name of the list.</summary>
    /// <param name="reader">The reader; afterwards on the first token of the member's value.</param>
    /// <returns>False at the end of the object.</returns>
    public bool Next(ref Utf8JsonReader reader)
    {
        while (!_hasEnded)
        {
            RawJson.ReadNext(ref reader);
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _hasEnded = true;
                break;
            }

            Member = _names.Find(ref reader);
            if (Member >= 0)
            {
                RawJson.ReadNext(ref reader);
                return true;
            }

            _owner.KeepOther(ref reader);
        }

        return false;
    }

    /// <summary>Notes that a member, though required, did not come, so that it is not written back as null.</summary>
    /// <param name="member">Its position.</param>
    public readonly void NoteAbsent(int member)
    {
        _owner.Keep().NoteAbsent(_names[member]);
    }

    /// <summary>Whether the member's value is null.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    public readonly bool IsNull(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            return false;
        }

        _owner.Kept?.Forget(_names[Member]);
        return true;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly string? String(ref Utf8JsonReader reader) => Class<Codec.String, string>(ref reader);

    /// <summary>Reads a whole number within 32 bits.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly int? Int32(ref Utf8JsonReader reader) => Struct<Codec.Int32, int>(ref reader);

    /// <summary>Reads a whole number within 64 bits.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly long? Int64(ref Utf8JsonReader reader) => Struct<Codec.Int64, long>(ref reader);

    /// <summary>Reads a number.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly double? Double(ref Utf8JsonReader reader) => Struct<Codec.Double, double>(ref reader);

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly bool? Boolean(ref Utf8JsonReader reader) => Struct<Codec.Boolean, bool>(ref reader);

    /// <summary>Reads any value but null.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly JsonElement? Element(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            return Struct<Codec.Element, JsonElement>(ref reader);
        }

        KeepOther(ref reader);
        return null;
    }

    /// <summary>Reads the address of a file.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly ModelFile? File(ref Utf8JsonReader reader) => Class<Codec.File, ModelFile>(ref reader);

    /// <summary>Reads a generated type that is a JSON string.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly T? Text<T>(ref Utf8JsonReader reader)
        where T : struct, IModelValue<T> => Struct<Codec.Text<T>, T>(ref reader);

    /// <summary>Reads a generated type that is a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly T? Object<T>(ref Utf8JsonReader reader)
        where T : ModelObject, IModelValue<T> => Class<Codec.Object<T>, T>(ref reader);

    /// <summary>Reads an array whose items are all of one kind.</summary>
    /// <typeparam name="TCodec">How an item is read.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    public readonly IReadOnlyList<T>? List<TCodec, T>(ref Utf8JsonReader reader)
        where TCodec : IJsonCodec<T>
    {
        var start = reader;
        var respelled = false;
        if (!Codec.List<TCodec, T>.TryRead(ref reader, out var value, ref respelled))
        {
            reader = start;
            KeepOther(ref reader);
            return null;
        }

        _owner.Kept?.Forget(_names[Member]);
        if (respelled)
        {
            _owner.Keep().KeepText(_names[Member], RawJson.Read(ref start));
        }

        return value;
    }

    private readonly T? Class<TCodec, T>(ref Utf8JsonReader reader)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var respelled = false;
        if (TCodec.TryRead(ref reader, out var value, ref respelled))
        {
            _owner.Kept?.Forget(_names[Member]);
            return value;
        }

        KeepOther(ref reader);
        return null;
    }

    private readonly T? Struct<TCodec, T>(ref Utf8JsonReader reader)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        var respelled = false;
        if (!TCodec.TryRead(ref reader, out var value, ref respelled))
        {
            KeepOther(ref reader);
            return null;
        }

        _owner.Kept?.Forget(_names[Member]);
        if (respelled)
        {
            _owner.Keep().KeepText(_names[Member], RawJson.Read(ref reader));
        }

        return value;
    }

    // The last of several members of one name counts, whatever was kept of the others.
    private readonly void KeepOther(ref Utf8JsonReader reader)
    {
        var kept = _owner.Keep();
        kept.ForgetText(_names[Member]);
        kept.Others.Set(new OtherMember(_names[Member], RawJson.Read(ref reader)));
    }
}
