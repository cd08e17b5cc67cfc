using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>Distinguishes the path of a ledger file from the connection string of a database.</summary>
internal static partial class LedgerAddress
{
    /// <summary>Returns true for a connection string.</summary>
    internal static bool IsDatabase(string text) => Uri().IsMatch(text) || Setting().IsMatch(text);

    /// <summary>Returns true for a connection string with a password.</summary>
    internal static bool HasPassword(string text) => IsDatabase(text) && (UriPassword().IsMatch(text) || Password().IsMatch(text));

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Uri();

    [GeneratedRegex(@"(^|;)\s*(Host|Server|Data Source|Database|DB|User ?name|User Id|Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    // A password may contain any character, even a slash, so the match ends at the last @.
    [GeneratedRegex("//[^@]*:.*@", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex UriPassword();

    // Every setting whose name ends with one of these words, such as SSL Password, is a secret.
    [GeneratedRegex(@"(Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
