namespace SchemaSdk.Client.Settings;

/// <summary>Checks the addresses that a file storage returns. Requests to them contain the caller's file, but not the token.</summary>
internal static class UploadHosts
{
    private const int MaxLength = 4096;

    /// <summary>True if a file may be sent to an address.</summary>
    internal static bool Allow(ClientSettings settings, Uri address) =>
        OwnHosts.Allow(settings, address, settings.Service.Defaults.UploadHosts);

    /// <summary>True if an address may be written into an input as the address of a stored file.</summary>
    internal static bool AllowFile(ClientSettings settings, string address) =>
        address.Length <= MaxLength && address.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && Uri.TryCreate(address, UriKind.Absolute, out var file)
        && OwnHosts.Allow(settings, file, settings.Service.Defaults.FileHosts);
}
