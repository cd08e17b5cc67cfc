namespace SchemaSdk.Client.Settings;

/// <summary>Matches hosts against patterns: a name, <c>*.name</c> for all its subdomains, or <c>*</c> for any host.</summary>
internal static class HostPatterns
{
    /// <summary>The host of an address, in the form in which hosts are compared; empty if it has no such form.</summary>
    internal static string HostOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.');
        }
        catch (UriFormatException)
        {
            // The name is longer in ASCII than a host name may be. Uri checks the length only when IdnHost is read.
            return "";
        }
    }

    internal static bool Match(IReadOnlyList<string> patterns, string host)
    {
        foreach (var pattern in patterns)
        {
            if (Match(pattern, host))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Match(string pattern, string host) => pattern == "*"
        || (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}
