using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a struct over the text of a JSON string.</summary>
/// <typeparam name="TSelf">The struct itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonText<TSelf> : IModelValue<TSelf>
    where TSelf : struct, IJsonText<TSelf>
{
    /// <summary>The text; null for no value.</summary>
    string? Value { get; }

    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => writer.WriteStringValue(value.Value);
}
