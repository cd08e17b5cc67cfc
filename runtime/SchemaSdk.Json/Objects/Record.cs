using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the base class of every object type, with all code that does not depend on its members.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record Record<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TSelf>
    : ModelObject, IModelValue<TSelf>
    where TSelf : Record<TSelf>, IRecord<TSelf>
{
    /// <summary>Reads an object. A value of another JSON kind is kept and written back unchanged.</summary>
    /// <param name="reader">The reader, on or before the first token of the value; on return, on its last token.</param>
    /// <exception cref="JsonException">The JSON is invalid.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static TSelf Read(ref Utf8JsonReader reader)
    {
        // "new TSelf()" would have to set the required members, and the JSON may lack some.
        var record = Activator.CreateInstance<TSelf>();
        var members = new ObjectReader(record, ref reader);
        TSelf.Visit(record, ref members, ref reader);
        return record;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Write(Utf8JsonWriter writer, TSelf value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }

    /// <inheritdoc />
    protected sealed override void WriteMembers(Utf8JsonWriter writer)
    {
        var members = new ObjectWriter(this, writer);
        Utf8JsonReader none = default;
        TSelf.Visit(Self, ref members, ref none);
    }

    /// <summary>Called when a property gets a new value: drops the JSON that was kept for its member.</summary>
    /// <param name="name">The name of the member.</param>
    protected void Set(string name) => Kept?.Forget(name);

    /// <summary>Called when a date property gets a new value: drops the JSON of the old date, but keeps its format.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="value">The new date.</param>
    /// <returns>The new date.</returns>
    protected DateTimeOffset? Set(string name, DateTimeOffset? value)
    {
        Kept?.Respell(name);
        return value;
    }

    /// <summary>
    /// Creates the exception for a property whose required member is missing or has a value that does not fit the property.
    /// </summary>
    /// <param name="pointer">The location of the member, as a JSON pointer.</param>
    protected InvalidOperationException Missing(string pointer) => MissingMember.Error(Kept, pointer);

    private TSelf Self => Unsafe.As<TSelf>(this);
}
