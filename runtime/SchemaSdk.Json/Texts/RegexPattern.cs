using System.Text.RegularExpressions;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>A pattern for .NET. It is compiled when the first string is matched.</summary>
/// <remarks>
/// The time for one string is limited: most patterns are matched in one pass. A pattern with lookaround or backreferences that takes longer
/// than 200 ms counts as a match. So does text that is not valid Unicode.
/// </remarks>
/// <param name="pattern">The pattern for .NET.</param>
/// <param name="shown">The pattern in the schema, which is for ECMAScript.</param>
internal sealed class RegexPattern(string pattern, string shown) : TextPattern(shown)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private Regex? _regex;

    /// <inheritdoc />
    public override bool IsMatch(in JsonCursor cursor)
    {
        // A character has at least one byte.
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
