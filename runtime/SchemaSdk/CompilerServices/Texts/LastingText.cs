using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>JSON text that stays as it is for as long as anyone has it: what is read from it may be a part of it, not a copy.</summary>
/// <remarks>A reader of it says so by the object of its positions: no other reader's text is taken for one that lasts.</remarks>
internal sealed class LastingText : ReadOnlySequenceSegment<byte>
{
    /// <param name="text">The text, which nobody writes to any more.</param>
    public LastingText(ReadOnlyMemory<byte> text) => Memory = text;

    /// <summary>A reader of the text, before its first token.</summary>
    /// <param name="options">How it reads.</param>
    public Utf8JsonReader Reader(JsonReaderOptions options) =>
        new(new ReadOnlySequence<byte>(this, 0, this, Memory.Length), options);

    /// <summary>Finds the part of a lasting text that is the string which a reader is on.</summary>
    /// <param name="reader">A reader of any text.</param>
    /// <param name="start">The index of its first character.</param>
    /// <param name="length">The number of its characters, all of which are ASCII and not escaped.</param>
    /// <returns>The text; null if it does not last, or the token is not such a string.</returns>
    public static LastingText? Find(ref Utf8JsonReader reader, out int start, out int length)
    {
        (start, length) = (0, 0);
        var end = reader.Position;
        if (end.GetObject() is not LastingText text
            || reader.TokenType != JsonTokenType.String
            || reader.ValueIsEscaped
            || !Ascii.IsValid(reader.ValueSpan))
        {
            return null;
        }

        length = reader.ValueSpan.Length;
        start = end.GetInteger() - length - 1;   // The quote behind it is read as well.
        return text;
    }

    /// <summary>Takes the value that a reader is on as a part of a lasting text.</summary>
    /// <param name="reader">On the first token of a value; afterwards on its last if a part was taken.</param>
    /// <param name="value">The value as it stands there, with the white space inside it.</param>
    /// <returns>True if the text lasts.</returns>
    public static bool TryTake(ref Utf8JsonReader reader, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (reader.Position.GetObject() is not LastingText text)
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        value = text.Memory[start..(int)reader.BytesConsumed];
        return true;
    }

    /// <summary>The characters of a part.</summary>
    /// <param name="start">As <see cref="Find"/> gave it.</param>
    /// <param name="length">As <see cref="Find"/> gave it.</param>
    public ReadOnlySpan<byte> Part(int start, int length) => Memory.Span.Slice(start, length);
}
