using System.Buffers;
using System.Text.RegularExpressions;

namespace SchemaSdk.CompilerServices;

/// <summary>A pattern that strings match. It is made once, when the first string is matched.</summary>
/// <remarks>
/// The time for one string is bounded: most patterns are matched in one pass over it, and of those that look around or back
/// one that takes longer than 200 ms counts as a match. So does text that is not valid Unicode.
/// </remarks>
internal sealed class TextPattern
{
    private const int StackText = 256;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private readonly string _pattern;
    private Regex? _regex;

    /// <summary>Takes the pattern.</summary>
    /// <param name="pattern">In .NET's language.</param>
    /// <param name="shown">As the schema has it, in ECMAScript's language.</param>
    public TextPattern(string pattern, string shown)
    {
        _pattern = pattern;
        Shown = JsonText.Cut(shown);
    }

    /// <summary>The pattern as an error message tells it.</summary>
    public string Shown { get; }

    /// <summary>Returns true if the string or name that the cursor is on matches somewhere.</summary>
    public bool IsMatch(in JsonCursor cursor)
    {
        // A character has one byte at least.
        var length = cursor.ValueSpan.Length;
        var rented = length <= StackText ? null : ArrayPool<char>.Shared.Rent(length);
        var buffer = rented ?? stackalloc char[StackText];
        try
        {
            return (_regex ??= Create(_pattern)).IsMatch(buffer[..cursor.Reader().CopyString(buffer)]);
        }
        catch (Exception unknown) when (unknown is RegexMatchTimeoutException or InvalidOperationException)
        {
            return true;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
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
