using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a struct that wraps a JSON number.</summary>
/// <typeparam name="TSelf">The struct itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INumber<TSelf> : IGenerated<TSelf>
    where TSelf : struct, INumber<TSelf>
{
    /// <summary>The number; null if the struct has no value.</summary>
    double? Value { get; }

    /// <inheritdoc />
    static void IModelValue<TSelf>.Write(Utf8JsonWriter writer, TSelf value) => KnownNumbers.Write(writer, value.Value);

    /// <inheritdoc />
    static void IGenerated<TSelf>.Show(TypeSearch search) => search.EnterStruct<TSelf>();
}
