namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>An emulator with its page, of models that a test writes into a folder of its own.</summary>
internal sealed class EmulatorTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private EmulatorTest(DirectoryInfo folder, ModelEmulator emulator) => (_folder, Emulator) = (folder, emulator);

    internal ModelEmulator Emulator { get; }

    internal Uri Address => new(Emulator.Address, "_emulator/");

    /// <param name="configure">Changes the options: a job neither waits nor runs unless it says otherwise.</param>
    /// <param name="models">The ids of the models, each with its input schema.</param>
    internal static async Task<EmulatorTest> StartAsync(
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
        return new EmulatorTest(folder, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
