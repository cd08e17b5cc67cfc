namespace SchemaSdk.Client.Settings;

/// <summary>Checks an address that comes from an answer or a profile, because every request to it carries the token.</summary>
internal static class TokenHosts
{
    // Allowed are the server of the base address, and https on the default port at the job hosts of the service.
    internal static bool Allow(ClientSettings settings, Uri address) =>
        address.UserInfo.Length == 0
        && (Uri.Compare(
                address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            || IsAt(settings.Service.Defaults.JobHosts, address));

    // Events of other hosts are read without the token.
    internal static bool AllowStream(ClientSettings settings, Uri address) =>
        Allow(settings, address)
        || (address.UserInfo.Length == 0 && IsAt(settings.Service.Defaults.StreamHosts, address));

    private static bool IsAt(IReadOnlyList<string> hosts, Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && HostPatterns.Match(hosts, HostPatterns.HostOf(address));
}
