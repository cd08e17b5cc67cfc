using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>
/// Checks the addresses that the service gave with a job, whatever its profile makes of them: the token goes with every request.
/// </summary>
internal static class LinkCheck
{
    /// <returns>Those that may be asked; the others are left out, and the usual addresses are asked in their place.</returns>
    internal static JobAddresses Of(ClientSettings settings, JobLinks links) =>
        new(Allowed(settings, links.Status), Allowed(settings, links.Result), Allowed(settings, links.Cancel));

    private static Uri? Allowed(ClientSettings settings, string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && IsAllowed(settings, address)
            ? address
            : null;

    // The base address itself is https, or http on this machine. Beside it only https at its usual port, on hosts of the service.
    private static bool IsAllowed(ClientSettings settings, Uri address) =>
        Uri.Compare(
            address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && HostPatterns.Match(settings.Service.Defaults.JobHosts, HostPatterns.HostOf(address)));
}
