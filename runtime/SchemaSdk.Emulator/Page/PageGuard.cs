using SchemaSdk.Emulation.Calls;

namespace SchemaSdk.Emulation.Page;

/// <summary>
/// Refuses requests from pages of other sites in a browser on this machine: by their host, which could have been rebound to this
/// machine, and by their origin, if they change something.
/// </summary>
internal static class PageGuard
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <returns>Null for a request that may pass.</returns>
    public static ServiceAnswer? Refusal(string method, Func<string, string?> header, bool isOfPage)
    {
        var host = header("Host") ?? "";
        if (!Loopback.Contains(NameOf(host)))
        {
            return PageAnswer.Error(403, "This is only for programs on this machine: use the address 127.0.0.1 or localhost.");
        }

        return method is "GET" or "HEAD" || IsOwn(header("Origin"), header("Sec-Fetch-Site"), host, isOfPage)
            ? null
            : PageAnswer.Error(403, "A page of another site must not change anything here.");
    }

    private static bool IsOwn(string? origin, string? site, string host, bool isOfPage)
    {
        // Programs send neither. A browser sends both, and no script can change them.
        if (origin is not null && (!Uri.TryCreate(origin, UriKind.Absolute, out var sender) || !IsOwn(sender, host, isOfPage)))
        {
            return false;
        }

        return site is null or "same-origin" or "none" || !isOfPage;
    }

    // The service may be called by pages that are developed on this machine.
    private static bool IsOwn(Uri sender, string host, bool isOfPage) => isOfPage
        ? sender.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
        : Loopback.Contains(NameOf(sender.Authority));

    private static string NameOf(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return (colon > authority.LastIndexOf(']') ? authority[..colon] : authority).ToLowerInvariant();
    }
}
