using System.Text.RegularExpressions;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Matches the values of one document with its patterns, until one match takes too long: then no more are tried.</summary>
internal sealed class SamplePatterns
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private bool _isOver;

    /// <summary>Matches a text.</summary>
    /// <param name="pattern">In .NET's language.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null if it takes too long to tell, or an earlier match did.</returns>
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
