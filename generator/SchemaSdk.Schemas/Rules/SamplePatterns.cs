using System.Text.RegularExpressions;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Matches the sample values in one schema document against the patterns in that document. After a match that takes too long, nothing
/// more is matched.
/// </summary>
internal sealed class SamplePatterns
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    private bool _isOver;

    /// <summary>
    /// Returns true if a string matches a pattern in .NET syntax; null if this match or an earlier one took too long.
    /// </summary>
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
