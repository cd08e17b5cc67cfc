namespace SchemaSdk.Schemas.Wording;

/// <summary>Finds characters that end a line, that are invisible, or that change the writing direction.</summary>
/// <remarks>
/// The list is fixed at Unicode 16, because the same schema must give the same text on every host, and hosts have Unicode tables of
/// different versions.
/// </remarks>
internal static class UnseenText
{
    /// <summary>The characters to find, as the first and last code point of each run, in ascending order.</summary>
    private static readonly (int First, int Last)[] Runs =
    [
        (0x0000, 0x001F),       // control characters
        (0x007F, 0x009F),
        (0x00AD, 0x00AD),       // soft hyphen
        (0x0600, 0x0605),       // marks around Arabic numbers
        (0x061C, 0x061C),
        (0x06DD, 0x06DD),
        (0x070F, 0x070F),
        (0x0890, 0x0891),
        (0x08E2, 0x08E2),
        (0x180E, 0x180E),
        (0x200B, 0x200F),       // zero width, and writing direction
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0xD800, 0xF8FF),       // halves of surrogate pairs, and private use
        (0xFDD0, 0xFDEF),       // reserved
        (0xFEFF, 0xFEFF),
        (0xFFF0, 0xFFFB),
        (0x110BD, 0x110BD),     // marks around Kaithi numbers
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),     // layout of Egyptian hieroglyphs
        (0x1BCA0, 0x1BCA3),     // layout of shorthand
        (0x1D173, 0x1D17A),     // layout of music
        (0xE0000, 0xE0FFF),     // tags
        (0xF0000, 0x10FFFF),    // private use
    ];

    public static bool Has(int codePoint)
    {
        if (codePoint is >= ' ' and <= '~')
        {
            return false;
        }

        var (low, high) = (0, Runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Runs[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > Runs[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        // Unicode reserves the last two code points of each plane.
        return (codePoint & 0xFFFE) == 0xFFFE;
    }
}
