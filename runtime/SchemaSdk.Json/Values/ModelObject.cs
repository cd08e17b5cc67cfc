using System.ComponentModel;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk;

/// <summary>
/// The base class of every generated object type. Members that the schema does not describe are in <see cref="AdditionalProperties"/>.
/// </summary>
/// <remarks>
/// An object that was read from JSON is written back unchanged, with the original text of numbers, until a property is set. Two objects are
/// equal if they have the same type and equal JSON, regardless of member order and of how numbers are written. In parts nested deeper
/// than 256 levels, member order matters. Instances can be read from several threads, but only one thread at a time may change
/// <see cref="AdditionalProperties"/>.
/// </remarks>
public abstract record ModelObject : IJsonWritable
{
    private KeptJson? _kept;

    /// <summary>Creates an object without members.</summary>
    protected ModelObject()
    {
    }

    /// <summary>Creates a copy for a <c>with</c> expression. The copy shares no mutable state with the original.</summary>
    /// <param name="original">The object to copy.</param>
    protected ModelObject(ModelObject original)
    {
        ArgumentNullException.ThrowIfNull(original);
        _kept = original._kept is null ? null : new KeptJson(original._kept);
    }

    /// <summary>
    /// The members without a property, by their JSON names: undocumented members, explicit nulls, and values whose JSON type differs
    /// from that in the schema. They are written back unchanged. Add a member to send an undocumented field.
    /// </summary>
    /// <remarks>
    /// Members keep the order in which they were read or added. An entry with the JSON name of a property replaces that property when
    /// the object is sent; setting the property removes the entry.
    /// </remarks>
    public IDictionary<string, JsonElement> AdditionalProperties => Keep().Others;

    internal KeptJson? Kept => _kept;

    /// <summary>Returns true if the other object has the same type and equal JSON.</summary>
    /// <param name="other">The other object.</param>
    public virtual bool Equals(ModelObject? other) =>
        ReferenceEquals(this, other)
            || (other is not null && EqualityContract == other.EqualityContract && JsonPrinter.AreEqual(this, other));

    /// <inheritdoc />
    public override int GetHashCode() => JsonPrinter.HashOf(this);

    /// <summary>Returns the object as JSON text, truncated to 300 characters.</summary>
    public sealed override string ToString() => JsonPrinter.TextOf(this);

    /// <summary>Writes the object as JSON.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentException">A property has a value, such as NaN, that JSON cannot represent.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_kept is { Whole: { } whole, Others.Count: 0 })
        {
            RawJson.Write(writer, whole);
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer);
        _kept?.Others.Write(writer);
        writer.WriteEndObject();
    }

    /// <summary>For generated code: reads a member that has no property into <see cref="AdditionalProperties"/>.</summary>
    /// <param name="reader">The reader, on the name of the member; on return, on the last token of its value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReadOther(ref Utf8JsonReader reader) => KeepOther(ref reader);

    /// <summary>For generated code: writes the members that have properties.</summary>
    /// <param name="writer">The writer, after the start of the JSON object.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteMembers(Utf8JsonWriter writer);

    internal KeptJson Keep() => _kept ?? Interlocked.CompareExchange(ref _kept, new KeptJson(), null) ?? _kept;

    internal void KeepOther(ref Utf8JsonReader reader)
    {
        var name = JsonText.Decode(ref reader);
        RawJson.ReadNext(ref reader);
        Keep().Others.Set(new OtherMember(name, ref reader));
    }
}
