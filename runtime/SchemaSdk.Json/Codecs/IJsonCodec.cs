using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads and writes one kind of value. Its members are static, so calling them needs no delegate.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonCodec<T>
{
    /// <summary>Reads a value if it has the right JSON kind and fits the type.</summary>
    /// <param name="reader">
    /// The reader, on the first token of the value. On return, it is on the last token of the value, or anywhere inside it if the method
    /// returns false.
    /// </param>
    /// <param name="value">The value if the method returns true.</param>
    /// <param name="respelled">
    /// Set to true if the value contains a date, or a number that would be written back differently; otherwise unchanged.
    /// </param>
    /// <returns>True if the value was read; false if it has another JSON kind, or does not fit the type.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled);

    /// <summary>Writes a value; null is written as JSON null.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Passes to a search the generated types that a value can contain. The default implementation passes none.</summary>
    /// <param name="search">The search.</param>
    static virtual void Show(TypeSearch search)
    {
    }
}
