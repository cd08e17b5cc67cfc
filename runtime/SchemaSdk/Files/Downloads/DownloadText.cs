using System.Globalization;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>Builds texts for messages about downloads.</summary>
internal static class DownloadText
{
    // Omits the query, which may contain a signature that grants access.
    private const UriComponents Shown = UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path;

    internal static string NameOf(Uri address) => address.Scheme is "http" or "https"
        ? ErrorText.Cut(address.GetComponents(Shown, UriFormat.UriEscaped))
        : $"The {address.Scheme} address";

    internal static string NameOf(ModelFile file) =>
        DataUri.Is(file.Url) ? "The data: URI" : file.TryGetUri(out var address) ? NameOf(address) : "The file";

    internal static ModelDownloadException MayBeCut(string name) => new(
        $"{name} could not be downloaded: it is compressed and has no length, so the client cannot tell whether it is complete.");

    internal static ModelDownloadException TooLarge(string name, long most) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{name} is larger than {most} bytes, so it was not downloaded. Downloads.MaxBytes sets the limit."));
}
