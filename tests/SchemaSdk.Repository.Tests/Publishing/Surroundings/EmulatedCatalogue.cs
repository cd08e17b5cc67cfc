using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A service at a fixed address, whose models a test can change from one night to the next.</summary>
internal sealed class EmulatedCatalogue : IAsyncDisposable
{
    internal const string Token = "a-secret-of-the-night";

    private readonly TemporaryFolder _folder = new();
    private ModelEmulator? _emulator;

    internal int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>Sets or removes a model. The change takes effect at the next <see cref="OpenAsync"/>.</summary>
    internal string? this[string id]
    {
        set
        {
            if (value is null)
            {
                Directory.Delete(_folder.File(id), recursive: true);
                return;
            }

            _folder.Write($"{id}/input.json", value);
        }
    }

    internal static string SchemaWith(params string[] properties) =>
        $$"""{ "type": "object", "properties": { {{string.Join(", ", properties.Select(name => $$"""
            "{{name}}": { "type": "string" }
            """))}} } }""";

    internal async Task OpenAsync()
    {
        await CloseAsync();
        _emulator = ModelEmulator.FromFolder(_folder.Path, new ModelEmulatorOptions { Token = Token });
        await _emulator.StartAsync(Port);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private ValueTask CloseAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
