namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>Starts emulators that serve their web page, with models that a test defines.</summary>
internal static class PageEmulator
{
    internal static Uri PageOf(ModelEmulator emulator, string fragment = "") => new(emulator.Address, $"_emulator/{fragment}");

    /// <summary>Starts an emulator whose jobs end immediately by default.</summary>
    internal static async Task<ModelEmulator> StartAsync(
        Action<ModelEmulatorOptions>? configure = null, params (string Id, string Input)[] models)
    {
        var options = new ModelEmulatorOptions { HasPage = true, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, QueueDepth = 0 };
        configure?.Invoke(options);
        var emulator = new ModelEmulator([.. models.Select(static model => new SchemaModel(model.Id, model.Input))], options);
        await emulator.StartAsync();
        return emulator;
    }
}
