using SchemaSdk.Emulation;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Calling;

/// <summary>A service, either the real one or the emulator, and the client that calls it.</summary>
internal sealed class CalledService : IAsyncDisposable
{
    private readonly ModelEmulator? _emulator;
    private readonly ToolHost? _emulated;

    private CalledService(CatalogueClient client, ModelEmulator? emulator, ToolHost? emulated) =>
        (Client, _emulator, _emulated) = (client, emulator, emulated);

    internal CatalogueClient Client { get; }

    /// <summary>True if this is the emulator. It charges nothing, and its jobs end with this process.</summary>
    internal bool IsEmulated => _emulator is not null;

    /// <summary>Connects to a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="host">The console, environment and clock of the command.</param>
    /// <param name="stop">Cancels the lookup of the host name.</param>
    /// <param name="configure">Changes the options of the client; null for the defaults.</param>
    /// <exception cref="ToolException">The token or the address is invalid, or the host name cannot be resolved.</exception>
    internal static async Task<CalledService> AtAsync(
        ChosenService service, ToolHost host, CancellationToken stop, Action<ModelClientOptions>? configure = null)
    {
        var client = await CatalogueClient.OpenAsync(service, host, stop, options =>
        {
            options.LoggerFactory = new ConnectionNotice(host.Console.Error);

            // A user without a network must see the connection notice within five seconds, but the default timeout is longer.
            options.Timeouts.Connect = TimeSpan.FromSeconds(4);
            configure?.Invoke(options);
        }).ConfigureAwait(false);
        return new CalledService(client, null, null);
    }

    /// <summary>Emulates the service for the models of a folder.</summary>
    /// <exception cref="ToolException">The folder cannot be read.</exception>
    internal static CalledService Emulate(ServiceProfile profile, string folder, ToolHost host)
    {
        ModelEmulator emulator;
        try
        {
            var protocol = EmulatedProtocols.Find(profile.Names.Name);
            emulator = ModelEmulator.FromFolder(folder, new ModelEmulatorOptions { TimeProvider = host.Time, Protocol = protocol });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{folder}' cannot be read: {exception.Message}", exception);
        }

        // The handler opens no socket, so no other program can call the emulator. The user's environment variables are meant for the real
        // service, so they are hidden.
        var emulated = host with
        {
            Handler = emulator.CreateHandler(),
            Environment = name => profile.Defaults.TokenVariables.Contains(name) ? emulator.Token : null,
        };
        var client = CatalogueClient.Make(
            new ChosenService(profile, emulator.Address),
            emulated,
            static options => options.Polling.Interval = TimeSpan.FromMilliseconds(250));
        return new CalledService(client, emulator, emulated);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        if (_emulator is not null)
        {
            _emulated!.Handler!.Dispose();
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }
    }
}
