using System.Globalization;
using System.Text;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Reads one ASCII character, which JSON, HTML or a URL may have escaped.</summary>
internal static class EscapedByte
{
    private const int LongestReference = 10;

    /// <returns>The character, and the number of bytes that it takes up: zero at the end of the text.</returns>
    internal static (int Value, int Used) Read(ReadOnlySpan<byte> text) => text switch
    {
        [] => (0, 0),
        [(byte)'\\', (byte)'u', _, _, _, _, ..] => (Number(text[2..6], NumberStyles.AllowHexSpecifier), 6),
        [(byte)'\\', (byte)'/' or (byte)'"' or (byte)'\\', ..] => (text[1], 2),
        [(byte)'%', _, _, ..] when Number(text[1..3], NumberStyles.AllowHexSpecifier) is var value and >= 0 => (value, 3),
        [(byte)'&', ..] when ReadReference(text) is var reference and { Used: > 0 } => reference,
        _ => (text[0], 1),
    };

    /// <summary>True if the text is empty or ends within an escaped character.</summary>
    internal static bool IsCut(ReadOnlySpan<byte> text) => text switch
    {
        [] => true,
        [(byte)'\\', ..] => text.Length < 6,
        [(byte)'%', ..] => text.Length < 3,
        [(byte)'&', ..] => text.Length < LongestReference && !text.Contains((byte)';'),
        _ => false,
    };

    private static (int Value, int Used) ReadReference(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, LongestReference)].IndexOf((byte)';');
        if (end < 0)
        {
            return (0, 0);
        }

        var name = text[1..end];
        var value = name switch
        {
            [(byte)'#', (byte)'x' or (byte)'X', ..] => Number(name[2..], NumberStyles.AllowHexSpecifier),
            [(byte)'#', ..] => Number(name[1..], NumberStyles.None),
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ => -1,
        };
        return value < 0 ? (0, 0) : (value, end + 1);
    }

    /// <returns>The number; -1 if the text is not a number.</returns>
    private static int Number(ReadOnlySpan<byte> digits, NumberStyles styles) =>
        int.TryParse(Encoding.Latin1.GetString(digits), styles, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
