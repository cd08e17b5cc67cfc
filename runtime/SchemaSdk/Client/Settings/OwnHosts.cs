namespace SchemaSdk.Client.Settings;

/// <summary>
/// Checks that an address is at the server of the base address, or uses https on the default port of one of the given hosts.
/// </summary>
internal static class OwnHosts
{
    internal static bool Allow(ClientSettings settings, Uri address, IReadOnlyList<string> hosts) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (Uri.Compare(
                address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
                && HostPatterns.Match(hosts, HostPatterns.HostOf(address))));
}
