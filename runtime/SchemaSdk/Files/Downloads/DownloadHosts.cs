using SchemaSdk.Client.Settings;

namespace SchemaSdk.Files.Downloads;

/// <summary>Decides from which hosts files may be downloaded. An address in an output, or a redirect, may lead anywhere.</summary>
internal sealed class DownloadHosts(ClientSettings settings)
{
    /// <returns>Why the address is refused, as the end of a sentence; null if it is allowed.</returns>
    internal string? ProblemOf(Uri address) =>
        address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? "is not https"
        : address.UserInfo.Length > 0 ? "has a user name or password"
        : !IsAllowed(HostPatterns.HostOf(address)) ? $"is on {HostPatterns.HostOf(address)}, which is not among Downloads.AllowedHosts"
        : null;

    private bool IsAllowed(string host) =>
        host.Equals(HostPatterns.HostOf(settings.BaseAddress), StringComparison.OrdinalIgnoreCase)
        || HostPatterns.Match(settings.AllowedHosts, host);
}
