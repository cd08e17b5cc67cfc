namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>An emulator that serves its web page, with models that a test defines.</summary>
internal sealed class EmulatorWithPage : IAsyncDisposable
{
    private EmulatorWithPage(ModelEmulator emulator) => Emulator = emulator;

    internal ModelEmulator Emulator { get; }

    internal Uri Address => new(Emulator.Address, "_emulator/");

    /// <summary>Starts an emulator whose jobs end immediately by default.</summary>
    internal static async Task<EmulatorWithPage> StartAsync(
        Action<ModelEmulatorOptions>? configure = null, params (string Id, string Input)[] models)
    {
        var options = new ModelEmulatorOptions { HasPage = true, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, QueueDepth = 0 };
        configure?.Invoke(options);
        var emulator = new ModelEmulator([.. models.Select(static model => new SchemaModel(model.Id, model.Input))], options);
        await emulator.StartAsync();
        return new EmulatorWithPage(emulator);
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
