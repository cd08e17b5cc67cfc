using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the base of every object type, with everything that does not depend on its members.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record Record<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TSelf>
    : ModelObject, IModelValue<TSelf>
    where TSelf : Record<TSelf>, IRecord<TSelf>
{
    /// <summary>Reads the object; a value of another kind is kept and written back unchanged.</summary>
    /// <param name="reader">On the first token of the value, or before it; on its last when the method returns.</param>
    /// <exception cref="JsonException">The JSON is invalid.</exception>
    public static TSelf Read(ref Utf8JsonReader reader)
    {
        // Not "new TSelf()": required members are for callers, while a reader sets the members that came.
        var record = Activator.CreateInstance<TSelf>();
        var members = new ObjectReader(record, ref reader);
        TSelf.Visit(record, ref members, ref reader);
        return record;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
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

    /// <summary>Records that a property is set: drops what was read of its member.</summary>
    /// <param name="member">The member's number.</param>
    protected void Set(int member) => Kept?.Forget(NameOf(member));

    /// <summary>Records that a date is set: keeps the spelling of the old date, and drops everything else that was read.</summary>
    /// <param name="member">The member's number.</param>
    /// <param name="value">The date.</param>
    /// <returns>The date.</returns>
    protected DateTimeOffset? Set(int member, DateTimeOffset? value)
    {
        Kept?.Respell(NameOf(member));
        return value;
    }

    /// <summary>
    /// The exception of a property whose required member is missing or does not fit the property.
    /// </summary>
    /// <param name="pointer">The member, as a JSON pointer.</param>
    protected InvalidOperationException Missing(string pointer) => MissingMember.Error(Kept, pointer);

    private TSelf Self => Unsafe.As<TSelf>(this);

    private string NameOf(int member)
    {
        var members = ObjectReader.AtEnd;
        Utf8JsonReader none = default;
        TSelf.Visit(Self, ref members, ref none);
        return members.Names[member];
    }
}
