namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>The base class of tests that run commands of the tool in a temporary folder.</summary>
public abstract class CommandTest : IDisposable
{
    private protected ToolTest Tool { get; } = new();

    public virtual void Dispose()
    {
        Tool.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<int> RunAsync(params string[] args) => Tool.RunAsync(args);

    private protected async Task RunWellAsync(params string[] args)
    {
        var exit = await RunAsync(args);
        Assert.True(exit == 0, $"Exit code {exit}\n{Tool.Output}{Tool.Error}");
    }

    /// <summary>Runs a command, and asserts that it fails with this message on standard error.</summary>
    private protected async Task FailsAsync(int exit, string message, params string[] args)
    {
        Assert.Equal(exit, await RunAsync(args));
        Assert.Contains(message, Tool.Error, StringComparison.Ordinal);
    }

    /// <summary>Runs a command, and asserts that its report contains this string.</summary>
    private protected async Task ReportsAsync(int exit, string text, params string[] args)
    {
        Assert.Equal(exit, await RunAsync(args));
        Assert.Contains(text, Tool.Output, StringComparison.Ordinal);
    }
}
