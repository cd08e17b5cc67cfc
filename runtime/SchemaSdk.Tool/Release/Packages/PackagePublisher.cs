using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>Sends packages to a package source. Does not change a package that the source already has.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="source">The address of the source, or the full path of a folder.</param>
/// <param name="key">The key of the source. It is sent in a header, and never appears in the output.</param>
internal sealed class PackagePublisher(ToolHost host, string source, string key)
{
    private const int Seconds = 600;

    /// <param name="packages">The packages, in the order in which they are sent.</param>
    /// <param name="stop">Stops between two files.</param>
    /// <exception cref="ToolException">
    /// The source refused a package or cannot be reached, or the command was stopped. The message says what was published.
    /// </exception>
    internal async Task PublishAsync(IReadOnlyList<MadePackage> packages, CancellationToken stop)
    {
        var log = new PublishLog(host.Console.Error, key);
        if (Directory.Exists(source))
        {
            // NuGet's library would replace packages that are already in the folder.
            var there = packages.Where(package => IsWhole(Path.Combine(source, $"{package.Id}.{package.Version}.nupkg"))).ToList();
            foreach (var package in there)
            {
                await host.Console.Error.WriteLineAsync($"{package.Id} {package.Version} is already in {source}, so it is skipped.")
                    .ConfigureAwait(false);
            }

            await SendAsync(
                new PackageUpdateResource(source, httpSource: null), "", [.. packages.Except(there)], symbols: null, log, stop)
                .ConfigureAwait(false);
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
            await host.Console.Error.WriteLineAsync($"{source} accepts no symbols, so no symbols are published.").ConfigureAwait(false);
        }

        var symbols = addresses.Symbols is { } address ? new SymbolPackageUpdateResourceV3(address.AbsoluteUri, http) : null;
        await SendAsync(
            new PackageUpdateResource(addresses.Packages.AbsoluteUri, http),
            addresses.Symbols?.AbsoluteUri ?? "",
            packages,
            symbols,
            log,
            stop).ConfigureAwait(false);
    }

    // False also for a package that was only partly copied when an earlier run was killed.
    private static bool IsWhole(string path)
    {
        try
        {
            using var reader = new PackageArchiveReader(path);
            return true;
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or InvalidDataException or PackagingException)
        {
            return false;
        }
    }

    /// <summary>Returns the messages from an exception and its causes.</summary>
    internal static string TextOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.Message} {TextOf(inner)}" : exception.Message;

    private async Task SendAsync(
        PackageUpdateResource resource,
        string symbolSource,
        IReadOnlyList<MadePackage> packages,
        SymbolPackageUpdateResourceV3? symbols,
        ILogger log,
        CancellationToken stop)
    {
        // Sends the symbols separately, because NuGet's library sends none for a package that an earlier run already sent.
        var files = packages
            .SelectMany(static package => new[] { package.Path, package.Symbols })
            .Where(file => Path.GetExtension(file) == ".nupkg" || (symbols is not null && File.Exists(file)))
            .ToList();
        for (var sent = 0; sent < files.Count; sent++)
        {
            // Stops only between files, because NuGet's library cannot say whether a file has arrived if its upload was interrupted.
            if (stop.IsCancellationRequested)
            {
                throw new ToolException(ExitCode.Stopped, $"Stopped. {ProgressOf(files, sent)}");
            }

            var isSymbols = Path.GetExtension(files[sent]) == ".snupkg";
            try
            {
                await SendAsync(resource, files[sent], isSymbols ? symbolSource : "", isSymbols ? symbols : null, log)
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (exception
                is FatalProtocolException or HttpRequestException or OperationCanceledException
                or TimeoutException or IOException or UnauthorizedAccessException)
            {
                throw new ToolException(
                    ExitCode.Service,
                    $"{Path.GetFileName(files[sent])} was not published: {PublishLog.Without(key, TextOf(exception)).TrimEnd('.')}. "
                    + ProgressOf(files, sent),
                    exception);
            }
        }
    }

    private static string ProgressOf(IReadOnlyList<string> files, int sent)
    {
        static string Names(IEnumerable<string> some) =>
            string.Join(", ", some.Select(static file => Path.GetFileName(file)).DefaultIfEmpty("nothing"));

        return $"Published: {Names(files.Take(sent))}. Not published: {Names(files.Skip(sent))}.";
    }

    private Task SendAsync(
        PackageUpdateResource resource, string path, string symbolSource, SymbolPackageUpdateResourceV3? symbols, ILogger log) =>
        resource.PushAsync(
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
            log);
}
