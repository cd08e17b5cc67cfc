using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>JSON text that stays as it is for as long as anyone has it: what is read from it may be a part of it, not a copy.</summary>
internal sealed class LastingText
{
    [ThreadStatic]
    private static LastingText? t_read;

    private readonly ReadOnlyMemory<byte> _text;

    /// <param name="text">The text, which nobody writes to any more.</param>
    public LastingText(ReadOnlyMemory<byte> text) => _text = text;

    public ReadOnlySpan<byte> Span => _text.Span;

    /// <summary>Finds the lasting text that a reader reads, by the place of its token in memory.</summary>
    /// <param name="reader">A reader of any text, on a token.</param>
    /// <param name="start">The offset of the token in the text.</param>
    /// <returns>The text; null if it does not last.</returns>
    public static LastingText? Find(ref Utf8JsonReader reader, out int start)
    {
        start = 0;
        if (t_read is not { } text || reader.HasValueSequence)
        {
            return null;
        }

        var all = text.Span;
        var offset = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(all), ref MemoryMarshal.GetReference(reader.ValueSpan));
        if ((nuint)offset >= (nuint)all.Length)
        {
            return null;
        }

        start = (int)offset - (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0);
        return text;
    }

    /// <summary>Makes readers of the text known on this thread until the use ends.</summary>
    public Use Read() => new(this);

    /// <summary>A part of the text.</summary>
    public ReadOnlyMemory<byte> Part(int start, int length) => _text.Slice(start, length);

    /// <summary>The time in which readers of a text are known.</summary>
    public readonly struct Use : IDisposable
    {
        private readonly LastingText? _outer;

        internal Use(LastingText text)
        {
            _outer = t_read;
            t_read = text;
        }

        /// <summary>Ends it.</summary>
        public void Dispose() => t_read = _outer;
    }
}
