using System.Text.Json;

namespace SchemaSdk;

/// <summary>A value that reads and writes its own JSON. Every generated type implements this interface.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModelValue<TSelf>
    where TSelf : IModelValue<TSelf>
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">The reader, on the first token of the value; on return, on its last token.</param>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
