using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed class GivenPathTests
{
    [Theory]
    [InlineData("--folder", "add", "--all", "--folder", "")]
    [InlineData("--folder", "retire", "1.2.0", "--folder", "")]
    [InlineData("--folder", "price", "acme/star", "--folder", " ")]
    [InlineData("--changelog", "diff", "a", "b", "--next-version-from", "1.0.0", "--changelog", "")]
    public async Task An_empty_path_is_wrong_usage(string option, params string[] args)
    {
        using var tool = new ToolTest();

        Assert.Equal(2, await tool.RunAsync(args));

        Assert.Contains($"A path is empty. Give {option} one.", tool.Error, StringComparison.Ordinal);
        Assert.Empty(tool.Files());
    }
}
