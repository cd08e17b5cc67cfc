using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>Distinguishes the path of a ledger file from the connection string of a database.</summary>
internal static partial class LedgerAddress
{
    /// <summary>Returns true for a connection string, even in a form that only other frameworks can read.</summary>
    internal static bool IsDatabase(string text) => Uri().IsMatch(text) || Setting().IsMatch(text);

    internal static bool HasPassword(string text) => IsDatabase(text) && (UriPassword().IsMatch(text) || Password().IsMatch(text));

    // Matches addresses of other frameworks too, such as jdbc:postgresql://db/jobs. A single letter before the colon is a Windows drive.
    [GeneratedRegex(@"^[^/\\]{2,}://")]
    private static partial Regex Uri();

    // Settings are separated by semicolons; in other frameworks by spaces, or by ? and & as in a URL query.
    [GeneratedRegex(
        @"(^|[\s;?&""'])(Host|Server|Data Source|Database|DB|User ?name|User Id|Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    // A password may contain any character, even a slash, so the match ends at the last @.
    [GeneratedRegex("//[^@]*:.*@", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex UriPassword();

    // Every setting whose name ends with one of these words, such as SSL Password, is a secret.
    [GeneratedRegex(@"(Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
