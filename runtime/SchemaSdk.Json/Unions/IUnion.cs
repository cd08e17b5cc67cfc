using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a union, whose value has one of several types.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUnion<TSelf> : IGenerated<TSelf>
    where TSelf : Union<TSelf>, IUnion<TSelf>
{
    /// <summary>Passes the fields of the branches to a visitor.</summary>
    /// <typeparam name="TVisitor">The type of the visitor.</typeparam>
    /// <param name="union">The object with the fields.</param>
    /// <param name="visitor">The visitor. It determines which branch comes next.</param>
    /// <param name="reader">The reader, if the visitor reads; otherwise unused.</param>
    static abstract void Visit<TVisitor>(TSelf union, ref TVisitor visitor, ref Utf8JsonReader reader)
        where TVisitor : IBranches;

    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => value.WriteTo(writer);

    /// <inheritdoc />
    static void IGenerated<TSelf>.Show(TypeSearch search)
    {
        if (search.Enter<TSelf>())
        {
            var reader = new Utf8JsonReader("null"u8);
            var visitor = new TypeVisitor(search);
            TSelf.Visit(TSelf.Read(ref reader), ref visitor, ref reader);
        }
    }
}
