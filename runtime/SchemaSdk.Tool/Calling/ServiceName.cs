using System.Net.Sockets;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>Looks up the name of a service before the first call, so that a command without a network ends soon and says why.</summary>
// The client tries for two minutes: it cannot tell a missing network from a short break.
internal static class ServiceName
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="service">The address of the service.</param>
    /// <param name="host">The surroundings.</param>
    /// <param name="stop">Ends the look-up.</param>
    /// <exception cref="ToolException">No name server knows the name within 15 seconds.</exception>
    internal static async Task ResolveAsync(Uri service, ToolHost host, CancellationToken stop)
    {
        // A proxy looks up the names behind it.
        var name = (HttpClient.DefaultProxy.GetProxy(service) ?? service).IdnHost;
        var begun = host.Time.GetTimestamp();
        var isTold = false;
        while (!await IsKnownAsync(name, host, stop).ConfigureAwait(false))
        {
            var elapsed = host.Time.GetElapsedTime(begun);
            if (elapsed >= Limit)
            {
                throw new ToolException(
                    ExitCode.Service, $"The name '{name}' cannot be resolved, so nothing was sent. Check the network and the address.");
            }

            if (elapsed >= Notice && !isTold)
            {
                isTold = true;
                await host.Console.Error
                    .WriteLineAsync($"The name '{name}' cannot be resolved yet. It keeps trying for some seconds; Ctrl-C stops it.")
                    .ConfigureAwait(false);
            }

            await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
        }
    }

    // A name server that is out of reach can hold a look-up for longer than its token.
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
