using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// For generated code: visits each member of an object or each branch of a union. Each type has one generated method that passes every
/// field to a visitor. The visitor then reads, writes or searches.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMemberVisitor
{
    /// <summary>The position of the current member or branch in the list that <c>Start</c> received.</summary>
    int Member { get; }

    /// <summary>Moves to the next member.</summary>
    /// <param name="reader">The reader. A visitor that reads JSON moves it to the member's value.</param>
    /// <returns>False after the last member.</returns>
    bool Next(ref Utf8JsonReader reader);

    /// <summary>Visits a string.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void String(ref Utf8JsonReader reader, ref string? value);

    /// <summary>Visits a whole number that fits in 32 bits.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Int32(ref Utf8JsonReader reader, ref int? value);

    /// <summary>Visits a whole number that fits in 64 bits.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Int64(ref Utf8JsonReader reader, ref long? value);

    /// <summary>Visits a number.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Double(ref Utf8JsonReader reader, ref double? value);

    /// <summary>Visits a boolean.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Boolean(ref Utf8JsonReader reader, ref bool? value);

    /// <summary>Visits any JSON value except null.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Element(ref Utf8JsonReader reader, ref JsonElement? value);

    /// <summary>Visits the URL of a file.</summary>
    /// <typeparam name="T">The type of the file.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T>;

    /// <summary>Visits a value of a generated type that is written as a JSON string.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T>;

    /// <summary>Visits a value of a generated type that is written as a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T>;

    /// <summary>Visits an array whose items are all of one kind.</summary>
    /// <typeparam name="TCodec">The codec of an item.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T>;

    /// <summary>Visits a whole number that fits in 128 bits.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Int128(ref Utf8JsonReader reader, ref Int128? value);

    /// <summary>Visits a string with a date and a time.</summary>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value);

    /// <summary>Visits a value of a generated type that wraps a whole number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T>;

    /// <summary>Visits a value of a generated type that is written as a JSON number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T>;

    /// <summary>Visits a value of a generated union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T>;

    /// <summary>Visits an object that can have any member names, and whose values are all of one kind.</summary>
    /// <typeparam name="TCodec">The codec of a value.</typeparam>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="reader">The reader, on the member's value if the visitor reads JSON.</param>
    /// <param name="value">The field.</param>
    void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T>;
}
