using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a type that is one of several.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonUnion<TSelf> : IModelValue<TSelf>
    where TSelf : ModelUnion, IJsonUnion<TSelf>
{
    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => value.WriteTo(writer);
}
