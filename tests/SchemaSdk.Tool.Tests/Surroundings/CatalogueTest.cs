namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>The base class for tests that run commands against a scripted catalogue, with a token and a fixed clock.</summary>
public abstract class CatalogueTest : CommandTest
{
    private protected CatalogueTest()
    {
        Tool.Handler = Catalogue;
        Tool.Time = Time;
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "a-token");
        Tool.SetEnvironment("RUNCOMFY_MODEL_API_BASE", ScriptedCatalogue.Address);
    }

    private protected ScriptedCatalogue Catalogue { get; } = new();

    private protected FixedTime Time { get; } = new();

    private protected static string SchemaWith(params string[] properties) => ScriptedCatalogue.SchemaWith(properties);

    /// <summary>Puts models into the catalogue, and adds them to the folder.</summary>
    protected Task AddAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            Catalogue[id] = SchemaWith("prompt");
        }

        return RunWellAsync("add", "--all");
    }

    /// <summary>Adds the models acme/m0 to acme/m9.</summary>
    protected Task AddTenAsync() => AddAsync([.. Enumerable.Range(0, 10).Select(number => $"acme/m{number}")]);
}
