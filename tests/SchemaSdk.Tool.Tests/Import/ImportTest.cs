using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Import;

/// <summary>Imports of pages that a test writes itself.</summary>
public abstract class ImportTest : IDisposable
{
    internal const string Input = """{"type": "object", "properties": {"prompt": {"type": "string"}}}""";
    internal const string Output = """{"output": {"type": "object", "properties": {"video": {"type": "string"}}}}""";
    internal const string Mention = "Send it to https://model-api.runcomfy.net/v1/models/acme/kite.\n";

    private protected ToolTest Tool { get; } = new();

    public void Dispose()
    {
        Tool.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Imports a page that has to be fine.</summary>
    private protected async Task ImportAsync(string page, params string[] args)
    {
        Tool.Write("page.txt", page);
        var exit = await Tool.RunAsync(["import", "page.txt", .. args]);
        Assert.True(exit == 0, $"Exit code {exit}\n{Tool.Output}{Tool.Error}");
    }

    /// <summary>Imports a page that is refused, and returns the message.</summary>
    private protected async Task<string> RefusedAsync(string page, params string[] args)
    {
        Tool.Write("page.txt", page);
        Assert.Equal(2, await Tool.RunAsync(["import", "page.txt", .. args]));
        Assert.Equal(["page.txt"], Tool.Files());
        Assert.Empty(Tool.Output);
        return Tool.Error.TrimEnd().Split('\n')[^1];
    }
}
