namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>An emulator that serves its web page, with models that a test defines.</summary>
internal sealed class EmulatorWithPage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private EmulatorWithPage(DirectoryInfo folder, ModelEmulator emulator) => (_folder, Emulator) = (folder, emulator);

    internal ModelEmulator Emulator { get; }

    internal Uri Address => new(Emulator.Address, "_emulator/");

    /// <summary>Starts an emulator whose jobs end immediately by default.</summary>
    internal static async Task<EmulatorWithPage> StartAsync(
        Action<ModelEmulatorOptions>? configure = null, params (string Id, string Input)[] models)
    {
        var folder = Directory.CreateTempSubdirectory("schemasdk-browser-");
        foreach (var (id, input) in models)
        {
            var home = folder.CreateSubdirectory(id);
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "input.json"), input);
        }

        var options = new ModelEmulatorOptions { HasPage = true, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, QueueDepth = 0 };
        configure?.Invoke(options);
        var emulator = ModelEmulator.FromFolder(folder.FullName, options);
        await emulator.StartAsync();
        return new EmulatorWithPage(folder, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
