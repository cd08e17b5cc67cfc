using System.Text.RegularExpressions;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>A pattern in .NET's language. It is made once, when the first string is matched.</summary>
/// <remarks>
/// The time for one string is bounded: most patterns are matched in one pass over it, and of those that look around or back
/// one that takes longer than 200 ms counts as a match. So does text that is not valid Unicode.
/// </remarks>
/// <param name="pattern">In .NET's language.</param>
/// <param name="shown">As the schema has it, in ECMAScript's language.</param>
internal sealed class RegexPattern(string pattern, string shown) : TextPattern(shown)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private Regex? _regex;

    /// <inheritdoc />
    public override bool IsMatch(in JsonCursor cursor)
    {
        // A character has one byte at least.
        var length = cursor.ValueSpan.Length;
        var rented = length <= JsonText.StackText ? null : SharedBuffers.Rent<char>(length);
        var buffer = rented ?? stackalloc char[JsonText.StackText];
        try
        {
            return (_regex ??= Create(pattern)).IsMatch(buffer[..cursor.Reader().CopyString(buffer)]);
        }
        catch (Exception unknown) when (unknown is RegexMatchTimeoutException or InvalidOperationException)
        {
            return true;
        }
        finally
        {
            JsonText.Return(rented);
        }
    }

    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
    }
}
