using SchemaSdk.Tool;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>A site of models that a test writes, on the disk, as the command makes it.</summary>
internal sealed class SiteTest : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SiteTest(DirectoryInfo folder) => _folder = folder;

    internal Uri Index => new(Path.Combine(_folder.FullName, "site", "index.html"));

    internal static async Task<SiteTest> MakeAsync(params (string Id, string Input)[] models)
    {
        var folder = Directory.CreateTempSubdirectory("schemasdk-site-");
        foreach (var (id, input) in models)
        {
            var home = folder.CreateSubdirectory(Path.Combine("schemas", id));
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "input.json"), input);
        }

        using var told = new StringWriter();
        var host = new ToolHost
        {
            Console = new ToolConsole(told, told),
            Folder = folder.FullName,
            Environment = static _ => null,
        };
        var exit = await ToolCommands.RunAsync(["docs"], host, CancellationToken.None);
        Assert.True(exit == 0, told.ToString());
        return new SiteTest(folder);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
