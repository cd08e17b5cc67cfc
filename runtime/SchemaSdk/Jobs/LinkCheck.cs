using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Checks the addresses that a profile has read from an answer, because every request to them carries the token.</summary>
internal static class LinkCheck
{
    /// <summary>Returns the allowed addresses. Any other is null, so that its default is used.</summary>
    internal static JobAddresses? Of(ClientSettings settings, JobLinks? links) => links is null
        ? null
        : new(Allowed(settings, links.Status), Allowed(settings, links.Result), Allowed(settings, links.Cancel));

    private static Uri? Allowed(ClientSettings settings, string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && IsAllowed(settings, address)
            ? address
            : null;

    // Allowed are the server of the base address, and https on the default port at the job hosts of the service.
    private static bool IsAllowed(ClientSettings settings, Uri address) =>
        Uri.Compare(
            address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && HostPatterns.Match(settings.Service.Defaults.JobHosts, HostPatterns.HostOf(address)));
}
