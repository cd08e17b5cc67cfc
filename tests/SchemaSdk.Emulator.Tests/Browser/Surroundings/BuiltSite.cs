using System.Diagnostics;
using SchemaSdk.Tool;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>
/// The documentation site as the workflow <c>site.yml</c> builds it, with the models of this repository, RunComfy prices that an emulator
/// reports, and a model whose schema tries to inject HTML and script, and to include a file.
/// </summary>
public sealed class BuiltSite : IAsyncLifetime
{
    /// <summary>The path of the site on its host. GitHub Pages serves a site under the name of its repository.</summary>
    internal const string Base = "/schemasdk/";

    internal const string Attack = "<img src=x onerror=document.title='hit'>{{ document.title = 'hit' }}<!--@include: ../README.md-->";

    internal const string Secret = "a secret of the machine that builds the site";

    private readonly TemporaryFolder _folder = new();

    internal static string Repository { get; } = SourceTree.Root;

    private static string Tool => typeof(ToolCommands).Assembly.Location;

    internal string Folder => _folder.File("site");

    public async Task InitializeAsync()
    {
        if (InstalledPrograms.MissingOf("npm") is not null)
        {
            return; // without npm, all tests of the site are skipped
        }

        foreach (var file in Directory.GetFiles(Path.Combine(Repository, "schemas"), "*.json", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Path.Combine(Repository, "schemas"), file);
            if (path.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                _folder.Write(Path.Combine("schemas", path), await File.ReadAllTextAsync(file));
            }
        }

        var secret = _folder.File("secret.txt").Replace('\\', '/');
        _folder.Write("secret.txt", Secret);
        _folder.Write("schemas/acme/hostile/input.json", $$"""
            {
              "type": "object", "title": "{{Attack}}", "description": "{{Attack}}\n\n**{{Attack}}** `{{Attack}}`\n\n<<< {{secret}}",
              "properties": { "{{Attack}}": { "type": "string", "title": "{{Attack}}", "default": "{{Attack}}", "enum": ["{{Attack}}"] } }
            }
            """);

        var (schemas, models) = (_folder.File("schemas"), _folder.File("models"));
        await using var emulator = ModelEmulator.FromFolder(schemas, new() { Price = static _ => EmulatedPrice.PerSecond(0.14m) });
        await emulator.StartAsync();
        string[] client = ["--client", "RunComfyClient", "--namespace", "SchemaSdk.RunComfy"];
        await RunAsync(
            "dotnet", emulator, [Tool, "docs", schemas, "--output", Path.Combine(models, "runcomfy"), "--prices", .. client]);
        await RunAsync("bash", emulator, [Path.Combine(Repository, "site", "build"), schemas, Folder, models]);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal string? FileOf(string path)
    {
        if (!path.StartsWith(Base, StringComparison.Ordinal))
        {
            return null;
        }

        var file = Path.Combine(Folder, Uri.UnescapeDataString(path[Base.Length..]));
        file = path.EndsWith('/') ? Path.Combine(file, "index.html") : file;
        return File.Exists(file) ? file : null;
    }

    private static async Task RunAsync(string program, ModelEmulator emulator, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SITE_BASE"] = Base;
        start.Environment["SCHEMASDK_TOOL"] = $"dotnet {Tool}";
        start.Environment["RUNCOMFY_API_TOKEN"] = emulator.Token;
        start.Environment["RUNCOMFY_MODEL_API_BASE"] = new Uri(emulator.Address, "v1").AbsoluteUri;
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(output));
    }
}
