using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads a value into the matching branch of a union.</summary>
/// <remarks>If the value matches no branch, or cannot be read into its branch, the union keeps the exact text of the value.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct UnionReader : IBranches
{
    private readonly ModelUnion _owner;
    private UnionBranches? _branches;

    /// <summary>Starts reading a union.</summary>
    /// <param name="owner">The union that is being created.</param>
    public UnionReader(ModelUnion owner) => _owner = owner;

    /// <inheritdoc />
    public int Member { get; private set; }

    /// <inheritdoc />
    public void Start(UnionBranches branches) => _branches = branches;

    /// <inheritdoc />
    public bool Next(ref Utf8JsonReader reader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();   // unions can be nested to any depth, as objects can
        if (_branches is not { } branches)
        {
            return false;   // a branch was already found, and only one is read
        }

        if (reader.TokenType == JsonTokenType.None)
        {
            RawJson.ReadNext(ref reader);
        }

        _branches = null;
        Member = branches.Find(ref reader);
        if (Member < 0)
        {
            _owner.Keep(ref reader, isKnown: false);
        }

        return Member >= 0;
    }

    /// <inheritdoc />
    public readonly void String(ref Utf8JsonReader reader, ref string? value) => Class<Codec.String, string>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int32(ref Utf8JsonReader reader, ref int? value) => Struct<Codec.Int32, int>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int64(ref Utf8JsonReader reader, ref long? value) => Struct<Codec.Int64, long>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Int128(ref Utf8JsonReader reader, ref Int128? value) => Struct<Codec.Int128, Int128>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Double(ref Utf8JsonReader reader, ref double? value) => Struct<Codec.Double, double>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Boolean(ref Utf8JsonReader reader, ref bool? value) => Struct<Codec.Boolean, bool>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value) =>
        Struct<Codec.DateTimeOffset, DateTimeOffset>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Element(ref Utf8JsonReader reader, ref JsonElement? value) =>
        Struct<Codec.Element, JsonElement>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T> => Class<Codec.File<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T> => Struct<Codec.Text<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => Struct<Codec.Whole<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => Struct<Codec.Number<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => Class<Codec.Object<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => Class<Codec.Union<T>, T>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.List<TCodec, T>, IReadOnlyList<T>>(ref reader, ref value);

    /// <inheritdoc />
    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.Map<TCodec, T>, IReadOnlyDictionary<string, T>>(ref reader, ref value);

    private readonly void Class<TCodec, T>(ref Utf8JsonReader reader, ref T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        var start = reader;
        var respelled = false;
        if (!TCodec.TryRead(ref reader, out value, ref respelled))
        {
            reader = start;
            _owner.Keep(ref reader, isKnown: false);
        }
        else if (respelled)
        {
            _owner.Keep(ref start, isKnown: true);
        }
    }

    private readonly void Struct<TCodec, T>(ref Utf8JsonReader reader, ref T? value)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        var start = reader;
        var respelled = false;
        if (!TCodec.TryRead(ref reader, out var read, ref respelled))
        {
            reader = start;
            _owner.Keep(ref reader, isKnown: false);
            return;
        }

        value = read;
        if (respelled)
        {
            _owner.Keep(ref start, isKnown: true);
        }
    }
}
