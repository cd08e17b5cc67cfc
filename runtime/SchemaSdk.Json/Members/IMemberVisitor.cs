using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// For generated code: visits each member of an object, or branch of a union. One generated method names every field once, and serves
/// reading, writing and searching.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMemberVisitor
{
    /// <summary>The position of the current member in the names.</summary>
    int Member { get; }

    /// <summary>Moves to the next member.</summary>
    /// <param name="reader">When reading: on the member's value when the method returns.</param>
    /// <returns>False after the last one.</returns>
    bool Next(ref Utf8JsonReader reader);

    /// <summary>A string.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void String(ref Utf8JsonReader reader, ref string? value);

    /// <summary>A whole number within 32 bits.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Int32(ref Utf8JsonReader reader, ref int? value);

    /// <summary>A whole number within 64 bits.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Int64(ref Utf8JsonReader reader, ref long? value);

    /// <summary>A number.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Double(ref Utf8JsonReader reader, ref double? value);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Boolean(ref Utf8JsonReader reader, ref bool? value);

    /// <summary>Any value except null.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Element(ref Utf8JsonReader reader, ref JsonElement? value);

    /// <summary>The address of a file.</summary>
    /// <typeparam name="T">The type of the file.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T>;

    /// <summary>A generated type that is a JSON string.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T>;

    /// <summary>A generated type that is a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T>;

    /// <summary>An array whose items are all of one kind.</summary>
    /// <typeparam name="TCodec">The codec of an item.</typeparam>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T>;

    /// <summary>A whole number within 128 bits.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Int128(ref Utf8JsonReader reader, ref Int128? value);

    /// <summary>A string with a date and a time.</summary>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value);

    /// <summary>A generated type that is a whole JSON number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T>;

    /// <summary>A generated type that is a JSON number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T>;

    /// <summary>Visits a generated union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T>;

    /// <summary>An object whose members have any names, and values of one kind.</summary>
    /// <typeparam name="TCodec">The codec of a value.</typeparam>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="reader">On the member's value when it is read.</param>
    /// <param name="value">The field.</param>
    void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T>;
}
