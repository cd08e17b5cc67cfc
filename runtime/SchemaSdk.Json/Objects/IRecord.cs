using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an object type with named members.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRecord<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TSelf>
    : IGenerated<TSelf>
    where TSelf : Record<TSelf>, IRecord<TSelf>
{
    /// <summary>Passes every field to a visitor once.</summary>
    /// <typeparam name="TVisitor">The type of the visitor.</typeparam>
    /// <param name="record">The object with the fields.</param>
    /// <param name="visitor">The visitor. It determines which member comes next.</param>
    /// <param name="reader">The reader, if the visitor reads; otherwise unused.</param>
    static abstract void Visit<TVisitor>(TSelf record, ref TVisitor visitor, ref Utf8JsonReader reader)
        where TVisitor : IMembers;

    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => value.WriteTo(writer);

    /// <inheritdoc />
    static void IGenerated<TSelf>.Show(TypeSearch search)
    {
        if (search.Enter<TSelf>())
        {
            var reader = new Utf8JsonReader("{}"u8);
            var visitor = new TypeVisitor(search);
            TSelf.Visit(TSelf.Read(ref reader), ref visitor, ref reader);
        }
    }
}
