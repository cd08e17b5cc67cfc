using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>The addresses at which a package source accepts packages.</summary>
/// <param name="Packages">The address for packages.</param>
/// <param name="Symbols">The address for symbols; null if the source accepts no symbols.</param>
internal sealed record PackageSourceAddresses(Uri Packages, Uri? Symbols)
{
    /// <summary>Reads the index of a source.</summary>
    /// <exception cref="ToolException">The source cannot be read, or one of its addresses is not safe.</exception>
    internal static async Task<PackageSourceAddresses> ReadAsync(string source, HttpSource http, CancellationToken stop)
    {
        try
        {
            var log = NuGet.Common.NullLogger.Instance;
            var index = await http.GetJObjectAsync(new HttpSourceRequest(source, log), log, stop).ConfigureAwait(false);
            var services = new ServiceIndexResourceV3(index, default);
            return new PackageSourceAddresses(
                Find(services, "PackagePublish/2.0.0", source)
                    ?? throw new ToolException(
                        ExitCode.Service, $"{source} lists no address for publishing packages. Nothing was published."),
                Find(services, "SymbolPackagePublish/4.9.0", source));
        }
        catch (Exception exception) when (exception
            is FatalProtocolException or HttpRequestException or TimeoutException or IOException or Newtonsoft.Json.JsonException)
        {
            throw new ToolException(
                ExitCode.Service, $"{source} cannot be read as a package source: {PackagePublisher.TextOf(exception)}", exception);
        }
    }

    private static Uri? Find(ServiceIndexResourceV3 services, string type, string source)
    {
        var address = services.GetServiceEntryUri(type);
        if (address is not null)
        {
            CheckSafe(address.AbsoluteUri, source);
        }

        return address;
    }

    /// <param name="address">The address to check.</param>
    /// <param name="source">The source that it belongs to, for the message.</param>
    /// <exception cref="ToolException">The address is neither https nor http on this machine.</exception>
    // Without https, anyone on the network path to the source could read the key in the header.
    internal static void CheckSafe(string address, string source)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                address == source
                    ? $"{source} is neither an https address nor a folder that exists. Nothing was published."
                    : $"{source} lists {address}, which is not an https address. Nothing was published.");
        }
    }
}
