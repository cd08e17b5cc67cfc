using System.ComponentModel;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk;

/// <summary>The base of every generated object type: properties for what the schema describes, and a place for everything else.</summary>
/// <remarks>
/// What was read is written back unchanged, with the original text of numbers, until a property is set. Two objects are equal
/// if they have the same type and equal JSON; the order of members and the spelling of numbers do not count.
/// Reading is thread-safe; only one thread at a time may change <see cref="AdditionalProperties"/>.
/// </remarks>
public abstract record ModelObject : IJsonWritable
{
    private KeptJson? _kept;

    /// <summary>Creates an object without members.</summary>
    protected ModelObject()
    {
    }

    /// <summary>Creates a copy for <c>with</c>, which shares nothing that can change.</summary>
    /// <param name="original">The object to copy.</param>
    protected ModelObject(ModelObject original)
    {
        ArgumentNullException.ThrowIfNull(original);
        _kept = original._kept is null ? null : new KeptJson(original._kept);
    }

    /// <summary>
    /// The members that no property holds, by their names in the JSON: undocumented ones, explicit nulls, and values of another
    /// JSON type than in the schema. They are written back unchanged. Add a member to send an undocumented field.
    /// </summary>
    /// <remarks>
    /// They are in order of arrival. An entry with the name of a property replaces the property when sent; setting the property removes it.
    /// </remarks>
    public IDictionary<string, JsonElement> AdditionalProperties => Keep().Others;

    internal KeptJson? Kept => _kept;

    /// <summary>Compares two values: they are equal if they have the same type and equal JSON.</summary>
    /// <param name="other">The other object.</param>
    public virtual bool Equals(ModelObject? other) =>
        ReferenceEquals(this, other)
            || (other is not null && EqualityContract == other.EqualityContract && JsonPrinter.AreEqual(this, other));

    /// <inheritdoc />
    public override int GetHashCode() => JsonPrinter.HashOf(this);

    /// <summary>The object as JSON text, cut at 300 characters.</summary>
    public sealed override string ToString() => JsonPrinter.TextOf(this);

    /// <summary>Writes the object as JSON.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentException">A property has a value that JSON cannot hold, such as NaN.</exception>
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

    /// <summary>For generated code: reads a member that no property holds into <see cref="AdditionalProperties"/>.</summary>
    /// <param name="reader">On the member's name; on the last token of its value when the method returns.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReadOther(ref Utf8JsonReader reader) => KeepOther(ref reader);

    /// <summary>For generated code: writes the members that properties hold.</summary>
    /// <param name="writer">Inside the JSON object.</param>
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
