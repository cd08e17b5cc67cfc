namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>The base class for tests in which the catalogue no longer has one of ten models, acme/m3.</summary>
public abstract class RetirementTest : CatalogueTest
{
    private protected const string Input = "schemas/acme/m3/input.json";
    private protected const string Patch = "schemas/acme/m3/input.patch.json";

    /// <summary>Adds the models, removes acme/m3 from the catalogue, and updates. With null, the model has no patch.</summary>
    private protected async Task RetireAsync(string? patch = null)
    {
        await AddTenAsync();
        if (patch is not null)
        {
            Tool.Write(Patch, patch);
        }

        Catalogue.Remove("acme/m3");
        await RunWellAsync("update");
    }
}
