using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: writes whichever branch of a union is set, or JSON null if no branch is set.</summary>
/// <param name="writer">The writer, positioned where a value can be written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct UnionWriter(Utf8JsonWriter writer) : IBranches
{
    private bool _isWritten;
    private int _count;

    /// <inheritdoc />
    public int Member { get; private set; } = -1;

    /// <inheritdoc />
    public void Start(UnionBranches branches) => _count = branches.Count;

    /// <inheritdoc />
    public bool Next(ref Utf8JsonReader reader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();   // unions can be nested to any depth, as objects can
        if (!_isWritten && ++Member < _count)
        {
            return true;
        }

        if (!_isWritten)
        {
            writer.WriteNullValue();
        }

        return false;
    }

    /// <inheritdoc />
    public void String(ref Utf8JsonReader reader, ref string? value) => Class<Codec.String, string>(value);

    /// <inheritdoc />
    public void Int32(ref Utf8JsonReader reader, ref int? value) => Struct<Codec.Int32, int>(value);

    /// <inheritdoc />
    public void Int64(ref Utf8JsonReader reader, ref long? value) => Struct<Codec.Int64, long>(value);

    /// <inheritdoc />
    public void Int128(ref Utf8JsonReader reader, ref Int128? value) => Struct<Codec.Int128, Int128>(value);

    /// <inheritdoc />
    public void Double(ref Utf8JsonReader reader, ref double? value) => Struct<Codec.Double, double>(value);

    /// <inheritdoc />
    public void Boolean(ref Utf8JsonReader reader, ref bool? value) => Struct<Codec.Boolean, bool>(value);

    /// <inheritdoc />
    public void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value) =>
        Struct<Codec.DateTimeOffset, DateTimeOffset>(value);

    /// <inheritdoc />
    public void Element(ref Utf8JsonReader reader, ref JsonElement? value) => Struct<Codec.Element, JsonElement>(value);

    /// <inheritdoc />
    public void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T> => Class<Codec.File<T>, T>(value);

    /// <inheritdoc />
    public void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T> => Struct<Codec.Text<T>, T>(value);

    /// <inheritdoc />
    public void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => Struct<Codec.Whole<T>, T>(value);

    /// <inheritdoc />
    public void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => Struct<Codec.Number<T>, T>(value);

    /// <inheritdoc />
    public void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => Class<Codec.Object<T>, T>(value);

    /// <inheritdoc />
    public void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => Class<Codec.Union<T>, T>(value);

    /// <inheritdoc />
    public void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.List<TCodec, T>, IReadOnlyList<T>>(value);

    /// <inheritdoc />
    public void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => Class<Codec.Map<TCodec, T>, IReadOnlyDictionary<string, T>>(value);

    private void Class<TCodec, T>(T? value)
        where TCodec : IJsonCodec<T>
        where T : class
    {
        if (value is not null)
        {
            TCodec.Write(writer, value);
            _isWritten = true;
        }
    }

    private void Struct<TCodec, T>(T? value)
        where TCodec : IJsonCodec<T>
        where T : struct
    {
        if (value is { } some)
        {
            TCodec.Write(writer, some);
            _isWritten = true;
        }
    }
}
