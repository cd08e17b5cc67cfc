using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: how one kind of value is read and written, as a type so that lists need no delegate.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonCodec<T>
{
    /// <summary>Reads a value, if it is of the right JSON kind.</summary>
    /// <param name="reader">
    /// On the first token of the value; afterwards on its last, or anywhere inside it where the method returns false.
    /// </param>
    /// <param name="value">The value, where the method returns true.</param>
    /// <param name="respelled">Set to true if a number inside would be written with another text; else left alone.</param>
    /// <returns>False for a value of another JSON kind.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled);

    /// <summary>Writes a value; null is written as JSON null.</summary>
    /// <param name="writer">The writer, which is at a place for a value.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Shows the generated types that a value is made of to a search; by itself none.</summary>
    /// <param name="search">The search.</param>
    static virtual void Show(TypeSearch search)
    {
    }
}
