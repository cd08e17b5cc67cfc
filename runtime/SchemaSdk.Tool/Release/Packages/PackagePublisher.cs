using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>Sends packages to a package source. A package that exists there is left as it is.</summary>
/// <param name="host">The environment of the command.</param>
/// <param name="source">The address of the source, or the full path of a folder.</param>
/// <param name="key">The key of the source, which is sent in a header and never written.</param>
internal sealed class PackagePublisher(ToolHost host, string source, string key)
{
    private const int Seconds = 600;

    /// <exception cref="ToolException">The source refused a package, or cannot be reached. Earlier packages were published.</exception>
    internal async Task PublishAsync(IReadOnlyList<MadePackage> packages, CancellationToken stop)
    {
        var log = new PublishLog(host.Console.Error, key);
        if (Directory.Exists(source))
        {
            await SendAsync(new PackageUpdateResource(source, httpSource: null), "", packages, symbols: null, log).ConfigureAwait(false);
            return;
        }

        PackageSourceAddresses.CheckSafe(source, source);
        using var clientHandler = new HttpClientHandler();
        using var http = new HttpSource(
            new PackageSource(source),
            () => Task.FromResult<HttpHandlerResource>(new HttpHandlerResourceV3(clientHandler, host.Handler ?? clientHandler)),
            NullThrottle.Instance);
        var addresses = await PackageSourceAddresses.ReadAsync(source, http, stop).ConfigureAwait(false);
        if (addresses.Symbols is null)
        {
            await host.Console.Error.WriteLineAsync($"{source} takes no symbols, so none are published.").ConfigureAwait(false);
        }

        var symbols = addresses.Symbols is { } address ? new SymbolPackageUpdateResourceV3(address.AbsoluteUri, http) : null;
        await SendAsync(
            new PackageUpdateResource(addresses.Packages.AbsoluteUri, http),
            addresses.Symbols?.AbsoluteUri ?? "",
            packages,
            symbols,
            log).ConfigureAwait(false);
    }

    /// <summary>Returns the messages of an exception and its causes.</summary>
    internal static string TextOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.Message} {TextOf(inner)}" : exception.Message;

    private async Task SendAsync(
        PackageUpdateResource resource,
        string symbolSource,
        IReadOnlyList<MadePackage> packages,
        SymbolPackageUpdateResourceV3? symbols,
        ILogger log)
    {
        foreach (var package in packages)
        {
            await SendAsync(resource, package.Path, "", symbols: null, log).ConfigureAwait(false);

            // On its own, because the library sends no symbols of a package that exists: an earlier run may have ended in between.
            if (symbols is not null && File.Exists(package.Symbols))
            {
                await SendAsync(resource, package.Symbols, symbolSource, symbols, log).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(
        PackageUpdateResource resource, string path, string symbolSource, SymbolPackageUpdateResourceV3? symbols, ILogger log)
    {
        try
        {
            await resource.PushAsync(
                [path],
                symbolSource,
                Seconds,
                disableBuffering: false,
                _ => key,
                _ => key,
                noServiceEndpoint: true,
                skipDuplicate: true,
                allowSnupkg: true,
                allowInsecureConnections: true,
                log).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FatalProtocolException or HttpRequestException or OperationCanceledException)
        {
            throw new ToolException(
                ExitCode.Service, $"{Path.GetFileName(path)} was not published: {PublishLog.Without(key, TextOf(exception))}", exception);
        }
    }
}
