namespace SchemaSdk.Tool.Tests.Import;

/// <summary>The base class for tests that write a page and import it.</summary>
public abstract class ImportTest : CommandTest
{
    internal const string Input = """{"type": "object", "properties": {"prompt": {"type": "string"}}}""";
    internal const string Output = """{"output": {"type": "object", "properties": {"video": {"type": "string"}}}}""";
    internal const string Mention = "Send it to https://model-api.runcomfy.net/v1/models/acme/kite.\n";

    private protected async Task ImportAsync(string page, params string[] args)
    {
        Tool.Write("page.txt", page);
        await RunWellAsync(["import", "page.txt", .. args]);
    }

    /// <summary>Returns the error message for a page that cannot be imported.</summary>
    private protected async Task<string> RefusedAsync(string page, params string[] args)
    {
        Tool.Write("page.txt", page);
        Assert.Equal(2, await Tool.RunAsync(["import", "page.txt", .. args]));
        Assert.Equal(["page.txt"], Tool.Files());
        Assert.Empty(Tool.Output);
        return Tool.Error.TrimEnd().Split('\n')[^1];
    }
}
