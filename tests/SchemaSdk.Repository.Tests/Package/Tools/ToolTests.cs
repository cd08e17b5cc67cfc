using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>The tool as people install it, from the package alone.</summary>
[Collection(nameof(Packages))]
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public async Task The_installed_command_takes_a_whole_catalogue()
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
            "add", "--all", "--facts", "--service", emulator.Address.AbsoluteUri);

        Assert.Contains("Models: 3 added.", added.Succeeded().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "schemas/lantern/text-to-image/input.json")));
        Assert.True(File.Exists(Path.Combine(folder, "schemas.lock.json")));
    }
}
