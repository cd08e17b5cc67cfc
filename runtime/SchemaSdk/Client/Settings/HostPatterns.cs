namespace SchemaSdk.Client.Settings;

/// <summary>Matches hosts against patterns: a name, <c>*.name</c> for all its subdomains, or <c>*</c> for any host.</summary>
internal static class HostPatterns
{
    /// <summary>Returns an address's host in ASCII, without a final dot; empty if the host is too long to be valid.</summary>
    internal static string HostOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.');
        }
        catch (UriFormatException)
        {
            // In ASCII, the name is too long for a host name. Uri checks the length only when IdnHost is read.
            return "";
        }
    }

    /// <summary>True if an address names this machine. <see cref="Uri.IsLoopback"/> does not recognize all such names.</summary>
    internal static bool IsThisMachine(Uri address) => address.IsLoopback
        || (HostOf(address) is var host && IPAddress.TryParse(host, out var ip)
            ? ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
            : Match(["localhost", "*.localhost"], HostOf(address)));

    internal static bool Match(IReadOnlyList<string> patterns, string host) => patterns.Any(pattern => pattern == "*"
        || (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True if an address is on the server of the base address, or uses https and the default port on a listed host.</summary>
    internal static bool Allow(ClientSettings settings, Uri address, IReadOnlyList<string> hosts) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (Uri.Compare(
                address, settings.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Match(hosts, HostOf(address))));
}

/// <summary>Checks an address that comes from an answer or a profile, because a request to it may carry the token.</summary>
internal static class TokenHosts
{
    // If the base address is a gateway, all requests go through it. The gateway's token must not go to the service's own hosts.
    internal static bool Allow(ClientSettings settings, Uri address) =>
        HostPatterns.Allow(settings, address, IsGateway(settings) ? [] : settings.Service.Defaults.JobHosts);

    private static bool IsGateway(ClientSettings settings) => HostPatterns.HostOf(settings.BaseAddress) is var host
        && host != HostPatterns.HostOf(new Uri(settings.Service.Defaults.Address))
        && !HostPatterns.Match(settings.Service.Defaults.JobHosts, host);

    // Events may also come from the StreamHosts, which do not get the token.
    internal static bool AllowStream(ClientSettings settings, Uri address) =>
        Allow(settings, address) || HostPatterns.Allow(settings, address, settings.Service.Defaults.StreamHosts);
}

/// <summary>Checks the addresses that a service's file storage returns. Requests to them contain a file, but not the token.</summary>
internal static class UploadHosts
{
    private const int MaxLength = 4096;

    /// <summary>Returns true if a file may be sent to an address.</summary>
    internal static bool Allow(ClientSettings settings, Uri address) =>
        HostPatterns.Allow(settings, address, settings.Service.Defaults.UploadHosts);

    /// <summary>Returns true if an address may be written into an input as the address of a stored file.</summary>
    internal static bool AllowFile(ClientSettings settings, string address) =>
        address.Length <= MaxLength && address.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && Uri.TryCreate(address, UriKind.Absolute, out var file)
        && HostPatterns.Allow(settings, file, settings.Service.Defaults.FileHosts);
}
