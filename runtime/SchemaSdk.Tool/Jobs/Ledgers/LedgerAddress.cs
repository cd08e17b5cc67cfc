using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>Tells the path of a ledger's file from the connection string of a database.</summary>
internal static partial class LedgerAddress
{
    /// <summary>True for a connection string.</summary>
    internal static bool IsDatabase(string text) => Uri().IsMatch(text) || Setting().IsMatch(text);

    /// <summary>True for a connection string that has a password in it.</summary>
    internal static bool HasPassword(string text) => IsDatabase(text) && (UriPassword().IsMatch(text) || Password().IsMatch(text));

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Uri();

    [GeneratedRegex(@"(^|;)\s*(Host|Server|Data Source|Database|DB|User ?name|User Id|Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    // A password may have any character, a slash too.
    [GeneratedRegex("//[^@]*:.*@", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex UriPassword();

    // Whatever ends so is a secret, such as SSL Password.
    [GeneratedRegex(@"(Password|PWD|PSW)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
