using System.Net.Sockets;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Services;

/// <summary>
/// Looks up the host name of a service before the first call, so that a command without a network ends quickly with a clear error.
/// </summary>
// A missing network looks like a brief outage, so the client would retry for two minutes without this lookup.
internal static class ServiceName
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="ToolException">The host name could not be resolved within 15 seconds.</exception>
    internal static async Task ResolveAsync(Uri service, ToolHost host, CancellationToken stop)
    {
        // Behind a proxy, the proxy looks up the service, so only the name of the proxy matters here.
        var name = (HttpClient.DefaultProxy.GetProxy(service) ?? service).IdnHost;
        var begun = host.Time.GetTimestamp();
        var isReported = false;
        while (!await IsKnownAsync(name, host, stop).ConfigureAwait(false))
        {
            var elapsed = host.Time.GetElapsedTime(begun);
            if (elapsed >= Limit)
            {
                throw new ToolException(
                    ExitCode.Service, $"The name '{name}' cannot be resolved, so nothing was sent. Check the network and the address.");
            }

            if (elapsed >= Notice && !isReported)
            {
                isReported = true;
                await host.Console.Error
                    .WriteLineAsync($"The name '{name}' cannot be resolved yet. Retrying for a few seconds. Press Ctrl-C to stop.")
                    .ConfigureAwait(false);
            }

            await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
        }
    }

    // A lookup may ignore its cancellation token for a while if no name server can be reached, so it has a timeout.
    private static async Task<bool> IsKnownAsync(string name, ToolHost host, CancellationToken stop)
    {
        try
        {
            await host.ResolveAsync(name, stop).WaitAsync(Notice, host.Time, stop).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            return false;
        }
    }
}
