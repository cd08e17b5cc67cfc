using SchemaSdk.Emulation;

namespace SchemaSdk.Repository.Tests.Package.Tools;

[Collection(nameof(Packages))]
public sealed class NewTests(PackedFeed feed)
{
    [Theory]
    [InlineData("Acme", "")]
    [InlineData("Acme.Clients", "--client AcmeProject --namespace Acme.AcmeNamespace --framework net10.0")]
    [Trait("Size", "Full")]
    public async Task The_tool_and_dotnet_new_make_the_same_folder_byte_for_byte(string name, string options)
    {
        var terminal = await InstallAsync($"Both make {name}");

        await terminal.TypeAsync($"dotnet new schemasdk -n {name} -o a {options}".Trim());
        await terminal.TypeAsync($"schemasdk new {name} -o b {options}".Trim());

        var made = Contents(Path.Combine(terminal.Folder, "b"));
        Assert.Contains($"{name}/{name}.csproj", made.Keys);
        Assert.Equal(Contents(Path.Combine(terminal.Folder, "a")), made);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_folder_with_families_builds_passes_its_tests_and_runs_its_models_after_one_more_is_added()
    {
        var terminal = await InstallAsync("Families and more");
        await terminal.TypeAsync("schemasdk new Acme --families Stills Sounds");
        await terminal.TypeAsync("cd Acme");
        var (_, added) = Assert.Single(TypedPage.Blocks("The same with `dotnet new`", "tool-new.md"));
        foreach (var line in added.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await terminal.TypeAsync(line);
        }

        // This test has several package sources (NU1507), and one of them lacks some requested versions (NU1603).
        var tests = await terminal.TypeAsync("dotnet test -warnaserror -p:NoWarn=NU1507%3BNU1603");

        Assert.Contains("Passed:     6,", tests, StringComparison.Ordinal);
        await using var service = ModelEmulator.FromFolder(
            Path.Combine(terminal.Folder, "Acme.Stills", "schemas"), new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await service.StartAsync();
        await terminal.TypeAsync($"export RUNCOMFY_MODEL_API_BASE={service.Address}");
        await terminal.TypeAsync($"export RUNCOMFY_API_TOKEN={service.Token}");

        var run = await terminal.TypeAsync("dotnet run --project App");

        Assert.Equal(2, service.Bills);
        Assert.All(service.BilledRequestIds, id => Assert.Contains($"request {id}", run, StringComparison.Ordinal));
    }

    private async Task<Terminal> InstallAsync(string folder)
    {
        var home = Path.Combine(Path.GetDirectoryName(feed.Feed)!, "home");
        var terminal = new Terminal(feed, folder, home);
        if (!Directory.Exists(home))
        {
            await terminal.TypeAsync("dotnet tool install --global SchemaSdk.Tool");
            await terminal.TypeAsync("dotnet new install SchemaSdk.Templates");
        }

        return terminal;
    }

    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText),
        StringComparer.Ordinal);
}
