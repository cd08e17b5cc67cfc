using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>A repository with twelve models and version 1.0.0, which each test copies. Nothing is built.</summary>
public sealed class NightTemplate : IAsyncLifetime
{
    private const string NoBuilds = "check() { true; }\npack() { true; }";

    private readonly int _port = EmulatedCatalogue.FreePort();
    private OwnersRepository? _owner;

    public async Task InitializeAsync()
    {
        await using var catalogue = await OpenCatalogueAsync();
        _owner = await OwnersRepository.MakeAsync(catalogue, NoBuilds);
        await _owner.GitAsync("tag", "v1.0.0");
    }

    public Task DisposeAsync()
    {
        _owner?.Dispose();
        return Task.CompletedTask;
    }

    internal async Task<EmulatedCatalogue> OpenCatalogueAsync()
    {
        var catalogue = new EmulatedCatalogue(_port);
        foreach (var number in Enumerable.Range(0, 12))
        {
            catalogue[$"acme/m{number}"] = EmulatedCatalogue.SchemaWith("prompt");
        }

        await catalogue.OpenAsync();
        return catalogue;
    }

    internal OwnersRepository CopyFor(EmulatedCatalogue catalogue) => OwnersRepository.CopyOf(_owner!, catalogue);
}
