using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Matches the sample values in one schema document against the patterns in that document. After a match that takes too long, or matches
/// that together take too long, nothing more is matched.
/// </summary>
internal sealed class SamplePatterns
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestMatches = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _matches = new();
    private bool _isOver;

    /// <summary>
    /// Returns true if a string matches a pattern in .NET syntax; null if this match or earlier ones took too long.
    /// </summary>
    public bool? Matches(string pattern, string text)
    {
        if (_isOver || _matches.Elapsed > LongestMatches)
        {
            return null;
        }

        _matches.Start();
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            _isOver = true;
            return null;
        }
        finally
        {
            _matches.Stop();
        }
    }
}
