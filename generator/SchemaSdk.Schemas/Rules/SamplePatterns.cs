using System.Text.RegularExpressions;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Matches the values of one document with its patterns, until one match takes too long.</summary>
internal sealed class SamplePatterns
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private bool _isOver;

    /// <summary>Matches a text.</summary>
    /// <param name="pattern">In the syntax of .NET.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null if this match or an earlier one takes too long.</returns>
    public bool? Matches(string pattern, string text)
    {
        try
        {
            return _isOver ? null : Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            _isOver = true;
            return null;
        }
    }
}
