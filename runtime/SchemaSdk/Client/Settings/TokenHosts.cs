namespace SchemaSdk.Client.Settings;

/// <summary>Checks an address that comes from an answer or a profile, because every request to it carries the token.</summary>
internal static class TokenHosts
{
    internal static bool Allow(ClientSettings settings, Uri address) =>
        OwnHosts.Allow(settings, address, settings.Service.Defaults.JobHosts);

    // Events from other hosts are read without the token.
    internal static bool AllowStream(ClientSettings settings, Uri address) =>
        Allow(settings, address) || OwnHosts.Allow(settings, address, settings.Service.Defaults.StreamHosts);
}
