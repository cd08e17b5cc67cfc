using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Nights of an owner of twelve models with a version 1.0.0. Nothing is built.</summary>
public abstract class NightTest : IAsyncLifetime
{
    private const string NoBuilds = "check() { true; }\npack() { true; }";

    private protected EmulatedCatalogue Catalogue { get; } = new();

    private protected OwnersRepository Owner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var number in Enumerable.Range(0, 12))
        {
            Catalogue[$"acme/m{number}"] = EmulatedCatalogue.SchemaWith("prompt");
        }

        await Catalogue.OpenAsync();
        Owner = await OwnersRepository.MakeAsync(Catalogue, NoBuilds);
        await Owner.GitAsync("tag", "v1.0.0");
    }

    public async Task DisposeAsync()
    {
        Owner.Dispose();
        await Catalogue.DisposeAsync();
    }

    private protected async Task AddModelAsync(bool isOpen = true)
    {
        Catalogue["acme/new"] = EmulatedCatalogue.SchemaWith("prompt");
        if (isOpen)
        {
            await Catalogue.OpenAsync();
        }
    }

    private protected async Task NothingHappenedAsync()
    {
        Assert.Equal(["main"], await Owner.BranchesAsync());
        await Owner.IsUntouchedAsync();
    }
}
