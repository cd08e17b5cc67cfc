namespace SchemaSdk.Tool.Tests.Services;

/// <summary>Tests <c>add</c> with emulators, whose catalogues have the same form as the services' catalogues.</summary>
public sealed class EmulatedCatalogueTests : CommandTest
{
    [Theory]
    [InlineData("fal", "FAL_KEY", "fal-ai/kling-video/v3/pro/image-to-video")]
    [InlineData("Replicate", "REPLICATE_API_TOKEN", "black-forest-labs/flux-dev")]
    public async Task The_catalogue_of_an_emulator_has_the_schemas_of_its_folder(string service, string variable, string id)
    {
        var folder = Path.GetFullPath(Path.Combine(CorpusFolder.Own, "../../services", service.ToLowerInvariant()));
        await using var emulator = ModelEmulator.FromFolder(folder, new() { Protocol = EmulatedProtocols.Find(service) });
        using var handler = emulator.CreateHandler();
        Tool.Handler = handler;
        Tool.SetEnvironment(variable, emulator.Token);

        await RunWellAsync("add", id, "--service", service, "--address", emulator.Address.AbsoluteUri);

        Assert.All(["input.json", "output.json"], file =>
            Assert.Equal(File.ReadAllText(Path.Combine(folder, id, file)), Tool.Read($"schemas/{id}/{file}")));
    }
}
