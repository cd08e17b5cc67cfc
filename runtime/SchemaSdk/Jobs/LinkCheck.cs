using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>
/// Checks the addresses that the service gave with a job, however its profile reads them, because every request has the token.
/// </summary>
internal static class LinkCheck
{
    /// <returns>The allowed addresses; the default addresses replace the others.</returns>
    internal static JobAddresses Of(ClientSettings settings, JobLinks links) =>
        new(Allowed(settings, links.Status), Allowed(settings, links.Result), Allowed(settings, links.Cancel));

    private static Uri? Allowed(ClientSettings settings, string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && IsAllowed(settings, address)
            ? address
            : null;

    // Allowed are the base address, which is https, or http on this machine, and https at its default port on hosts of the service.
    private static bool IsAllowed(ClientSettings settings, Uri address) =>
        Uri.Compare(
            address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && HostPatterns.Match(settings.Service.Defaults.JobHosts, HostPatterns.HostOf(address)));
}
