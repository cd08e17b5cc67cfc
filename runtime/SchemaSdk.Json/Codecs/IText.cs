using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a struct that wraps the value of a JSON string.</summary>
/// <typeparam name="TSelf">The struct itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IText<TSelf> : IGenerated<TSelf>
    where TSelf : struct, IText<TSelf>
{
    /// <summary>The text; null if the struct has no value.</summary>
    string? Value { get; }

    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => writer.WriteStringValue(value.Value);

    /// <inheritdoc />
    static void IGenerated<TSelf>.Show(TypeSearch search) => search.EnterStruct<TSelf>();
}
