using System.Text.RegularExpressions;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>A pattern for .NET regular expressions. It is compiled on first use.</summary>
/// <remarks>
/// Most patterns are matched in a single pass. Patterns with lookaround or backreferences can take longer; after 200 ms the string is
/// treated as a match, and 10 million steps are added to the check's total. Text that is not valid Unicode is also treated as a match.
/// </remarks>
/// <param name="pattern">The pattern for .NET.</param>
/// <param name="shown">The pattern in the schema, in ECMAScript syntax.</param>
internal sealed class RegexPattern(string pattern, string shown) : TextPattern(shown)
{
    private const int StepsOfTimeout = 10_000_000;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private Regex? _regex;

    /// <inheritdoc />
    public override bool IsMatch(in JsonCursor cursor, ref int steps)
    {
        // A character takes at least one byte, so a buffer of this length is enough.
        var length = cursor.ValueSpan.Length;
        var rented = length <= JsonText.StackText ? null : SharedBuffers.Rent<char>(length);
        var buffer = rented ?? stackalloc char[JsonText.StackText];
        try
        {
            return (_regex ??= Create(pattern, LongestMatch)).IsMatch(buffer[..cursor.Reader().CopyString(buffer)]);
        }
        catch (RegexMatchTimeoutException)
        {
            steps -= Math.Min(steps, StepsOfTimeout);
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        finally
        {
            JsonText.Return(rented);
        }
    }

    /// <summary>Creates a regular expression. It matches in a single pass if the pattern allows that.</summary>
    public static Regex Create(string pattern, TimeSpan longestMatch)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, longestMatch);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, longestMatch);
        }
    }
}
