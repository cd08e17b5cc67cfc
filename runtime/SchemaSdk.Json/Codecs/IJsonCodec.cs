using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads and writes one kind of value. It is a type, so lists need no delegate.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonCodec<T>
{
    /// <summary>Reads a value if it has the right JSON kind.</summary>
    /// <param name="reader">
    /// On the first token of the value; on its last when the method returns, or anywhere inside it if that returns false.
    /// </param>
    /// <param name="value">The value if the method returns true.</param>
    /// <param name="respelled">Set to true if a number inside would be written differently; otherwise unchanged.</param>
    /// <returns>False for a value of another JSON kind.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled);

    /// <summary>Writes a value; null is written as JSON null.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Shows the generated types in a value to a search; by default none.</summary>
    /// <param name="search">The search.</param>
    static virtual void Show(TypeSearch search)
    {
    }
}
