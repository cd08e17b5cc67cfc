namespace SchemaSdk.Client.Settings;

/// <summary>Checks an address that comes from an answer or a profile, because every request to it carries the token.</summary>
internal static class TokenHosts
{
    // Allowed are the server of the base address, and https on the default port at the job hosts of the service.
    internal static bool Allow(ClientSettings settings, Uri address) =>
        address.UserInfo.Length == 0
        && (Uri.Compare(
                address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
                && HostPatterns.Match(settings.Service.Defaults.JobHosts, HostPatterns.HostOf(address))));
}
