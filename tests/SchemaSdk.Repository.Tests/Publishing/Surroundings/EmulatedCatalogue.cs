using System.Net;
using System.Net.Sockets;
using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>The service of several nights: at one address, with other models each time.</summary>
internal sealed class EmulatedCatalogue : IAsyncDisposable
{
    internal const string Token = "a-secret-of-the-night";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemasdk-catalogue-");
    private ModelEmulator? _emulator;

    internal int Port { get; } = FreePort();

    /// <summary>Sets the schema of a model, or takes the model out: the next <see cref="OpenAsync"/> shows it.</summary>
    internal string? this[string id]
    {
        set
        {
            var home = Path.Combine(_folder.FullName, id);
            if (value is null)
            {
                Directory.Delete(home, recursive: true);
                return;
            }

            Directory.CreateDirectory(home);
            File.WriteAllText(Path.Combine(home, "input.json"), value);
        }
    }

    /// <summary>Makes a schema with properties that hold a text.</summary>
    internal static string SchemaWith(params string[] properties) =>
        $$"""{ "type": "object", "properties": { {{string.Join(", ", properties.Select(name => $$"""
            "{{name}}": { "type": "string" }
            """))}} } }""";

    /// <summary>Lets the service have the models that are set.</summary>
    internal async Task OpenAsync()
    {
        await CloseAsync();
        _emulator = ModelEmulator.FromFolder(_folder.FullName, new ModelEmulatorOptions { Token = Token });
        await _emulator.StartAsync(Port);
    }

    /// <summary>Nobody answers any more.</summary>
    internal async Task CloseAsync()
    {
        if (_emulator is { } emulator)
        {
            await emulator.DisposeAsync();
        }

        _emulator = null;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
