using System.ComponentModel;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk;

/// <summary>Base of every generated object type: properties for what the schema describes, and a place for all else that came.</summary>
/// <remarks>
/// What was read is written back as it was, numbers with their own text, until a property is set anew. Two objects are equal
/// when they are of one type and their JSON is equal; the order of members and the spelling of numbers do not count.
/// Reading from several threads is safe; <see cref="AdditionalProperties"/> is changed by one thread at a time.
/// </remarks>
public abstract record ModelObject : IJsonWritable
{
    private KeptJson? _kept;

    /// <summary>Makes an object without members.</summary>
    protected ModelObject()
    {
    }

    /// <summary>Makes a copy for <c>with</c>, which shares nothing that can change.</summary>
    /// <param name="original">The object to copy.</param>
    protected ModelObject(ModelObject original)
    {
        ArgumentNullException.ThrowIfNull(original);
        _kept = original._kept is null ? null : new KeptJson(original._kept);
    }

    /// <summary>
    /// Members that no property holds, under their name in the JSON: undocumented ones, explicit nulls, and values of another
    /// JSON type than the schema says. They are written back as they were; add one to send an undocumented field.
    /// </summary>
    /// <remarks>
    /// In order of arrival. An entry with the name of a property is sent instead of the property; setting the property removes it.
    /// </remarks>
    public IDictionary<string, JsonElement> AdditionalProperties => Keep().Others;

    internal KeptJson? Kept => _kept;

    /// <summary>Compares two values: equal are those of one type whose JSON is equal.</summary>
    /// <param name="other">The other object.</param>
    public virtual bool Equals(ModelObject? other) =>
        ReferenceEquals(this, other)
            || (other is not null && EqualityContract == other.EqualityContract && JsonPrinter.AreEqual(this, other));

    /// <inheritdoc />
    public override int GetHashCode() => JsonPrinter.HashOf(this);

    /// <summary>The object as JSON text, cut at 300 characters.</summary>
    public sealed override string ToString() => JsonPrinter.TextOf(this);

    /// <summary>Writes the object as JSON.</summary>
    /// <param name="writer">The writer, which is at a place for a value.</param>
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
    /// <param name="reader">On the member's name; afterwards on the last token of its value.</param>
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
