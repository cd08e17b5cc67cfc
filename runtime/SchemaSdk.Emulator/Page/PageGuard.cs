namespace SchemaSdk.Emulation.Page;

/// <summary>
/// Refuses requests that pages of other sites make through a browser on this machine. The host is always checked, because DNS rebinding can
/// point a foreign host name at this machine. For requests that change something, the origin is also checked.
/// </summary>
internal static class PageGuard
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <returns>The refusal; null if the request is allowed.</returns>
    public static ServiceAnswer? Refusal(string method, Func<string, string?> header, bool isOfPage)
    {
        var host = header("Host") ?? "";
        if (!Loopback.Contains(NameOf(host)))
        {
            return PageAnswer.Error(
                403, "The emulator accepts only requests whose Host header names this machine. Use 127.0.0.1 or localhost.");
        }

        return method is "GET" or "HEAD" || IsOwn(header("Origin"), header("Sec-Fetch-Site"), host, isOfPage)
            ? null
            : PageAnswer.Error(403, "Pages of other sites are not allowed to change the emulator.");
    }

    private static bool IsOwn(string? origin, string? site, string host, bool isOfPage)
    {
        // A request without Origin and Sec-Fetch-Site is not from a page: browsers add these headers, and scripts cannot remove them.
        if (origin is not null && (!Uri.TryCreate(origin, UriKind.Absolute, out var sender) || !IsOwn(sender, host, isOfPage)))
        {
            return false;
        }

        return site is null or "same-origin" or "none" || !isOfPage;
    }

    // Pages that are developed on this machine may call the emulated service, but not the JSON interface of the emulator's own page.
    private static bool IsOwn(Uri sender, string host, bool isOfPage) => isOfPage
        ? sender.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
        : Loopback.Contains(NameOf(sender.Authority));

    private static string NameOf(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return (colon > authority.LastIndexOf(']') ? authority[..colon] : authority).ToLowerInvariant();
    }
}
