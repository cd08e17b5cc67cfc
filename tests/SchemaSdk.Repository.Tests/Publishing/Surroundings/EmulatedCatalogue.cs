using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A service at a fixed address, whose models a test can change from one night to the next.</summary>
internal sealed class EmulatedCatalogue : IAsyncDisposable
{
    internal const string Token = "a-secret-of-the-night";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemasdk-catalogue-");
    private ModelEmulator? _emulator;

    internal int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>Sets or removes a model. The change takes effect at the next <see cref="OpenAsync"/>.</summary>
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

    internal static string SchemaWith(params string[] properties) =>
        $$"""{ "type": "object", "properties": { {{string.Join(", ", properties.Select(name => $$"""
            "{{name}}": { "type": "string" }
            """))}} } }""";

    internal async Task OpenAsync()
    {
        await CloseAsync();
        _emulator = ModelEmulator.FromFolder(_folder.FullName, new ModelEmulatorOptions { Token = Token });
        await _emulator.StartAsync(Port);
    }

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
}
