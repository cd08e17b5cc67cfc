using System.ComponentModel;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk;

/// <summary>
/// The base class of every generated union. A union has one property for each branch, and normally exactly one property is set.
/// </summary>
/// <remarks>
/// The structure of the JSON determines which property is set. If the value matches no branch, no property is set, and the value is kept
/// and written back unchanged. Two unions are equal if they have the same type and equal JSON.
/// </remarks>
public abstract record ModelUnion : IJsonWritable
{
    private byte[]? _raw;

    /// <summary>Creates a union in which no branch is set.</summary>
    protected ModelUnion()
    {
    }

    /// <summary>True if the value matches a branch of the schema that the client was compiled with.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>The value as JSON, even if it matches no branch.</summary>
    /// <exception cref="JsonException">The value has more than 10,000 levels, or takes too long to parse.</exception>
    public JsonElement Raw
    {
        get
        {
            using var json = JsonPrinter.Print(this);
            return RawJson.Parse(json.Written);
        }
    }

    internal byte[]? Kept => _raw;

    /// <summary>Returns true if the other union has the same type and equal JSON.</summary>
    /// <param name="other">The other value.</param>
    public virtual bool Equals(ModelUnion? other) =>
        ReferenceEquals(this, other)
            || (other is not null && EqualityContract == other.EqualityContract && JsonPrinter.AreEqual(this, other));

    /// <inheritdoc />
    public override int GetHashCode() => JsonPrinter.HashOf(this);

    /// <summary>Returns the value as JSON text, truncated to 300 characters.</summary>
    public sealed override string ToString() => JsonPrinter.TextOf(this);

    /// <summary>Writes the value as JSON.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentException">The value is one that JSON cannot represent, such as NaN.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_raw is { } raw)
        {
            RawJson.Write(writer, raw);
        }
        else
        {
            WriteBranch(writer);
        }
    }

    /// <summary>For generated code: writes the property that is set.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteBranch(Utf8JsonWriter writer);

    /// <summary>Keeps the text of the value that the reader is on.</summary>
    internal void Keep(ref Utf8JsonReader reader, bool isKnown)
    {
        IsKnown = isKnown;
        _raw = RawJson.Read(ref reader);
    }
}
