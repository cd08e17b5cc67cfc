namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Commands that talk to a scripted catalogue, with a token and a clock that stands.</summary>
public abstract class CatalogueTest : IDisposable
{
    private protected CatalogueTest()
    {
        Tool.Handler = Catalogue;
        Tool.Time = Time;
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "a-token");
        Tool.SetEnvironment("RUNCOMFY_MODEL_API_BASE", ScriptedCatalogue.Address);
    }

    private protected ToolTest Tool { get; } = new();

    private protected ScriptedCatalogue Catalogue { get; } = new();

    private protected StillTime Time { get; } = new();

    public void Dispose()
    {
        Tool.Dispose();
        Catalogue.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string SchemaWith(params string[] properties) => ScriptedCatalogue.SchemaWith(properties);

    /// <summary>Runs a command that has to be fine.</summary>
    private protected async Task RunWellAsync(params string[] args)
    {
        var exit = await Tool.RunAsync(args);
        Assert.True(exit == 0, $"Exit code {exit}\n{Tool.Output}{Tool.Error}");
    }

    /// <summary>Takes models from the catalogue, which has them by then.</summary>
    protected Task AddAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            Catalogue[id] = SchemaWith("prompt");
        }

        return RunWellAsync("add", "--all");
    }
}
