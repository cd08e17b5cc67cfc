using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an object type with named members.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonRecord<TSelf> : IModelValue<TSelf>
    where TSelf : ModelObject, IJsonRecord<TSelf>
{
    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => value.WriteTo(writer);
}
