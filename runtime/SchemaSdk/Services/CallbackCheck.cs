using SchemaSdk.Client.Errors;

namespace SchemaSdk.Services;

/// <summary>Checks the address to which a service sends callbacks.</summary>
internal static class CallbackCheck
{
    /// <exception cref="ArgumentException">The address is neither https, nor http on this machine.</exception>
    internal static void Of(Uri? address, string name)
    {
        var problem = address is null ? null
            : !address.IsAbsoluteUri ? "is not absolute"
            : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? null
            : address.Scheme == Uri.UriSchemeHttp ? "uses http for another machine, which would expose the callbacks on the network"
            : "is neither https nor http";
        if (problem is not null)
        {
            throw new ArgumentException(
                $"{name} {problem}: \"{ErrorText.Cut(Start(address!))}\". Use an address such as https://shop.example/callbacks.", name);
        }
    }

    // Omits the query, which may contain a proof, and the user information, which may contain a password.
    private static string Start(Uri address) => address.IsAbsoluteUri
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.OriginalString.Split('?', '#')[0];
}
