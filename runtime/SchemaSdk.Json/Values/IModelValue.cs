using System.Text.Json;

namespace SchemaSdk;

/// <summary>A value that reads and writes its own JSON. Every generated type is one.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModelValue<TSelf>
    where TSelf : IModelValue<TSelf>
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer, which is at a place for a value.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
