using System.Net.Sockets;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>Looks up the host name of a service before the first call, so a command without a network ends soon and says why.</summary>
// The client would try for two minutes, because it cannot tell a missing network from a short interruption.
internal static class ServiceName
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="service">The address of the service.</param>
    /// <param name="host">The console and clock of the command, and its name lookup.</param>
    /// <param name="stop">Cancels the lookup.</param>
    /// <exception cref="ToolException">No name server knows the name within 15 seconds.</exception>
    internal static async Task ResolveAsync(Uri service, ToolHost host, CancellationToken stop)
    {
        // Behind a proxy, only the name of the proxy is looked up here.
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
                    .WriteLineAsync($"The name '{name}' cannot be resolved yet. Retrying for a few seconds; Ctrl-C stops.")
                    .ConfigureAwait(false);
            }

            await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
        }
    }

    // If no name server can be reached, a lookup may ignore its token for a while.
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
