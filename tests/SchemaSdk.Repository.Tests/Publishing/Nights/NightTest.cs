using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Runs nightly updates of an owner whose schemas match the catalogue.</summary>
public abstract class NightTest(NightTemplate template) : IAsyncLifetime, IClassFixture<NightTemplate>
{
    private protected EmulatedCatalogue Catalogue { get; private set; } = null!;

    private protected OwnersRepository Owner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Catalogue = await template.OpenCatalogueAsync();
        Owner = template.CopyFor(Catalogue);
    }

    public async Task DisposeAsync()
    {
        Owner.Dispose();
        await Catalogue.DisposeAsync();
    }

    private protected async Task AddModelAsync(string id = "acme/new")
    {
        Catalogue[id] = EmulatedCatalogue.SchemaWith("prompt");
        await Catalogue.OpenAsync();
    }

    private protected async Task SetAsync(string settings)
    {
        Owner.Write(".ci/settings", Owner.Read(".ci/settings") + settings + "\n");
        await Owner.CommitAsync("Set");
    }

    private protected async Task NothingHappenedAsync()
    {
        Assert.Equal(["main"], await Owner.BranchesAsync());
        await Owner.IsUntouchedAsync();
    }
}
