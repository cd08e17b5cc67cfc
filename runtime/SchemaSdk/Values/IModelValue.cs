using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk;

/// <summary>A value that reads and writes its own JSON. Every generated type is one.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModelValue<TSelf>
    where TSelf : IModelValue<TSelf>
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Reads a value of a text that lasts.</summary>
    /// <param name="cursor">On the first token of the value; afterwards on its last.</param>
    internal static virtual TSelf Read(ref JsonCursor cursor)
    {
        using var use = cursor.Lasting?.Read();
        var reader = cursor.Reader();
        var value = TSelf.Read(ref reader);
        cursor.Skip();
        return value;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer, which is at a place for a value.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
