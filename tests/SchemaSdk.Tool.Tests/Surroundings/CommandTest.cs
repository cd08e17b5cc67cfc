namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>The base class for tests that run commands of the tool in a temporary folder.</summary>
public abstract class CommandTest : IDisposable
{
    private protected const string PromptSchema = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    private protected ToolTest Tool { get; } = new();

    public virtual void Dispose()
    {
        Tool.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<int> RunAsync(params string[] args) => Tool.RunAsync(args);

    private protected Task RunWellAsync(params string[] args) => ExitsAsync(0, args);

    /// <summary>Runs a command, and asserts that it ends with this exit code.</summary>
    private protected async Task ExitsAsync(int exit, params string[] args)
    {
        var actual = await RunAsync(args);
        Assert.True(actual == exit, $"Exit code {actual}\n{Tool.Output}{Tool.Error}");
    }

    private protected void AssertJson(string expected, string file) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(Tool.Read(file))!.ToJsonString());

    /// <summary>Raises the stage of retired models in each of these versions.</summary>
    private protected async Task RaiseAsync(params string[] versions)
    {
        foreach (var version in versions)
        {
            await RunWellAsync("retire", version);
        }
    }

    /// <summary>Runs a command, and asserts that it fails with this message on standard error.</summary>
    private protected async Task FailsAsync(int exit, string message, params string[] args)
    {
        await ExitsAsync(exit, args);
        Assert.Contains(message, Tool.Error, StringComparison.Ordinal);
    }

    /// <summary>Runs a command, asserts that it ends with this exit code, and returns its report in JSON.</summary>
    private protected async Task<JsonNode> JsonAsync(int exit, params string[] args)
    {
        await ExitsAsync(exit, [.. args, "--json"]);
        return JsonNode.Parse(Tool.Output)!;
    }

    /// <summary>Runs a command, and asserts that its report is exactly this text.</summary>
    private protected async Task PrintsAsync(int exit, string report, params string[] args)
    {
        await ExitsAsync(exit, args);
        Assert.Equal(report, Tool.Output);
    }

    /// <summary>Runs a command, and asserts that its report contains this string.</summary>
    private protected async Task ReportsAsync(int exit, string text, params string[] args)
    {
        await ExitsAsync(exit, args);
        Assert.Contains(text, Tool.Output, StringComparison.Ordinal);
    }
}
