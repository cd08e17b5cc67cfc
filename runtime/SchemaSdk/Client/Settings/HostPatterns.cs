namespace SchemaSdk.Client.Settings;

/// <summary>Hosts in options and services: a name, <c>*.name</c> for every host below it, or <c>*</c> for any.</summary>
internal static class HostPatterns
{
    /// <summary>The host of an address, in the one form in which hosts are compared.</summary>
    internal static string HostOf(Uri address) => address.IdnHost.TrimEnd('.');

    /// <summary>Returns true if one of the patterns matches the host.</summary>
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
