using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>
/// Removes what a recording must not contain: tokens, secrets in addresses, and the values of members that the caller chose. Thread-safe.
/// </summary>
/// <param name="members">The members whose values are removed: JSON pointers, or names, which apply at any depth.</param>
internal sealed class Scrubber(IEnumerable<string> members)
{
    // A token with fewer characters could be a part of an ordinary word.
    private const int LeastToken = 8;

    // Backtracking could be very slow on some strings, and the strings may come from a service or an agent.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Address = new("""[a-z][a-z0-9+.\-]{1,20}://[^\s"'<>\\]+""", Linear);

    private static readonly Regex Access = new(
        "(?:^|[?&#;/])(?:x-[a-z0-9]+-[a-z0-9\\-]+|[a-z0-9_\\-]*(?:signature|token|secret|passw|passphrase|passcode|credential|hmac|jwt"
        + "|expir|policy|session)[a-z0-9_\\-]*|[a-z0-9_\\-]*key|sig|sign|st|exp|ex|hm|md5|s|code|auth|authorization|hdnts|hdnea|verify"
        + "|pass|pwd|awsaccesskeyid|googleaccessid|key-pair-id)=",
        Linear);

    private readonly HashSet<string> _members = new(members, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal);

    /// <summary>Adds a token to those that are removed.</summary>
    public void Learn(string? token)
    {
        if (token is { Length: >= LeastToken })
        {
            _tokens.TryAdd(token, true);
        }
    }

    public bool Hides(string pointer, string name) => _members.Contains(name) || _members.Contains(pointer);

    public string Scrub(string text)
    {
        foreach (var token in _tokens.Keys)
        {
            text = text.Replace(token, JsonRewriter.Hidden, StringComparison.Ordinal);
        }

        return text.Contains("://", StringComparison.Ordinal) ? Address.Replace(text, static found => Plain(found.Value)) : text;
    }

    // If the query contains a secret, the whole query is removed, because its other parts, such as a date, differ in each run.
    private static string Plain(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = address.AsSpan(start).IndexOfAny('/', '?', '#') is var at and >= 0 ? start + at : address.Length;
        var host = address.LastIndexOf('@', end - 1, end - start) is var user and >= 0 ? address[(user + 1)..end] : address[start..end];
        var rest = address[end..];
        var query = rest.AsSpan().IndexOfAny('?', '#') is var mark and >= 0 ? mark : rest.Length;
        return address[..start] + host + (GivesAccess(rest[query..]) ? rest[..query] : rest);
    }

    // A query can contain another address in escaped form, so the unescaped query is searched too.
    private static bool GivesAccess(string query)
    {
        for (var times = 0; times < 3 && query.Length > 0; times++)
        {
            if (Access.IsMatch(query))
            {
                return true;
            }

            var plain = Uri.UnescapeDataString(query);
            if (plain == query)
            {
                return false;
            }

            query = plain;
        }

        return query.Length > 0;
    }
}
