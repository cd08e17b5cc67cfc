using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Tests the tool as it is installed from its package.</summary>
[Collection(nameof(Packages))]
public sealed class ToolTests(PackedFeed feed)
{
    // Only a full test run includes this test: in normal runs, FirstCallTests install the tool globally and add one model.
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_tool_in_a_folder_adds_a_whole_catalogue()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(feed.Feed)!, "a tool")).FullName;
        var install = await feed.DotnetAsync(
            folder, "tool", "install", "SchemaSdk.Tool", "--tool-path", "tools", "--version", feed.Version, "--add-source", feed.Feed);
        install.Succeeded();
        await using var emulator = ModelEmulator.FromFolder(Path.Combine(CorpusFolder.Own, "own/queue"));
        await emulator.StartAsync();

        var added = await ShellCommand.RunAsync(
            Path.Combine(folder, "tools", "schemasdk"),
            folder,
            new Dictionary<string, string> { ["RUNCOMFY_API_TOKEN"] = emulator.Token },
            "add", "--all", "--facts", "--address", emulator.Address.AbsoluteUri);

        Assert.Contains("Models: 3 added.", added.Succeeded().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "schemas/lantern/text-to-image/input.json")));
        Assert.True(File.Exists(Path.Combine(folder, "schemas.lock.json")));
    }
}
