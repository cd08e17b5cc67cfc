using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Checks the addresses that a profile has read from an answer, because every request to them carries the token.</summary>
internal static class LinkCheck
{
    /// <summary>Returns the allowed addresses. An address that is not allowed becomes null, so that the default address is used.</summary>
    internal static JobAddresses? Of(ClientSettings settings, JobLinks? links) => links is null
        ? null
        : new(
            Allowed(settings, links.Status, TokenHosts.Allow),
            Allowed(settings, links.Result, TokenHosts.Allow),
            Allowed(settings, links.Cancel, TokenHosts.Allow))
        {
            Stream = Allowed(settings, links.Stream, TokenHosts.AllowStream),
        };

    private static Uri? Allowed(ClientSettings settings, string? link, Func<ClientSettings, Uri, bool> isAllowed) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && isAllowed(settings, address) ? address : null;
}
