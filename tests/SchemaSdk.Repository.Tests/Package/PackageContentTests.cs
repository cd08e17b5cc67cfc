using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class PackageContentTests(PackedFeed feed)
{
    // Every host since Roslyn 4.8 has these assemblies, even on .NET Framework.
    private static readonly Dictionary<string, Version> HostAssemblies = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    public static TheoryData<string> Dependents => [.. PackedFeed.Ids.Except(["SchemaSdk", "SchemaSdk.Tool", "SchemaSdk.Templates"])];

    [Theory]
    [InlineData("SchemaSdk", "SchemaSdk.Json.dll SchemaSdk.Json.xml SchemaSdk.dll SchemaSdk.xml", new[]
    {
        "analyzers/dotnet/roslyn4.8/cs/SchemaSdk.Generator.dll", "analyzers/dotnet/roslyn4.8/cs/SchemaSdk.Schemas.dll",
        "build/net8.0/SchemaSdk.NoModel.targets", "build/net8.0/SchemaSdk.props", "build/net8.0/SchemaSdk.targets",
        "buildTransitive/net8.0/SchemaSdk.targets",
    })]
    [InlineData("SchemaSdk.Emulator", "SchemaSdk.Emulator.dll SchemaSdk.Emulator.xml SchemaSdk.Schemas.dll", new string[0])]
    [InlineData("SchemaSdk.RunComfy", "SchemaSdk.RunComfy.dll SchemaSdk.RunComfy.xml", new string[0])]
    [InlineData("SchemaSdk.Fal", "SchemaSdk.Fal.dll SchemaSdk.Fal.xml", new string[0])]
    [InlineData("SchemaSdk.Replicate", "SchemaSdk.Replicate.dll SchemaSdk.Replicate.xml", new string[0])]
    public void A_package_has_these_files_only(string id, string library, string[] others) => Assert.Equal(
        others
            .Concat(["README.md", $"{id}.nuspec", "icon.png"])
            .Concat(from framework in (string[])["net10.0", "net8.0"] from file in library.Split(' ') select $"lib/{framework}/{file}")
            .Order(StringComparer.Ordinal),
        feed.Read(id).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_MCP_server_reports_the_version_of_the_tool()
    {
        using var nuspec = new MemoryStream(feed.Read("SchemaSdk.Tool")["SchemaSdk.Tool.nuspec"]);
        var types = XDocument.Load(nuspec).Descendants()
            .Where(static element => element.Name.LocalName == "packageType")
            .Select(static element => (string?)element.Attribute("name"));
        var server = JsonNode.Parse(feed.Read("SchemaSdk.Tool")[".mcp/server.json"])!;
        var package = server["packages"]![0]!;

        Assert.Equal(["DotnetTool", "McpServer"], types.Order(StringComparer.Ordinal));
        Assert.Equal((feed.Version, feed.Version), ((string?)server["version"], (string?)package["version"]));
        Assert.Equal(("SchemaSdk.Tool", "mcp"), (
            (string?)package["identifier"], (string?)package["packageArguments"]![0]!["value"]));
    }

    [Theory]
    [MemberData(nameof(Dependents))]
    public void Every_other_package_depends_on_exactly_this_version_of_the_runtime(string id) => Assert.Contains(
        $"<dependency id=\"SchemaSdk\" version=\"[{feed.Version}]\"", Nuspec(id), StringComparison.Ordinal);

    [Fact]
    public void The_runtime_depends_only_on_logging_abstractions_and_what_newer_frameworks_contain()
    {
        var dependencies = Nuspec("SchemaSdk").Split('\n').Where(line => line.Contains("<dependency ", StringComparison.Ordinal))
            .Select(static line => line.Split('"')[1]);

        Assert.Equal(
            ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "System.Net.ServerSentEvents"],
            dependencies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_references_of_the_generator_are_packed_or_part_of_every_compiler()
    {
        var files = feed.Read("SchemaSdk").Where(entry => entry.Key.StartsWith("analyzers/", StringComparison.Ordinal)).ToList();
        var packed = files.Select(entry => Path.GetFileNameWithoutExtension(entry.Key)).ToHashSet();

        var missing = files
            .SelectMany(entry => References(entry.Value))
            .Where(reference => !packed.Contains(reference.Name!))
            .Where(reference => !HostAssemblies.TryGetValue(reference.Name!, out var version) || reference.Version > version);

        Assert.Empty(missing.Select(reference => reference.FullName).Distinct());
    }

    [Fact]
    public void No_packed_file_contains_a_path_of_the_build_machine()
    {
        string[] folders = [SourceTree.Root, Path.GetDirectoryName(feed.Feed)!];

        var leaks = PackedFeed.Ids.SelectMany(id => feed.Read(id))
            .Where(entry => Path.GetFileName(entry.Key).StartsWith("SchemaSdk", StringComparison.Ordinal))
            .Where(entry => folders.Any(folder => Contains(entry.Value, folder)));

        Assert.Empty(leaks.Select(entry => entry.Key));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task Packing_again_in_another_folder_gives_the_same_bytes()
    {
        var again = await feed.PackAgainAsync();

        var ids = Directory.GetFiles(again, "*.nupkg")
            .Select(file => Path.GetFileName(file).Replace($".{feed.Version}.nupkg", "", StringComparison.Ordinal))
            .ToList();
        Assert.Contains("SchemaSdk.RunComfy", ids);
        Assert.All(ids, id => Assert.Equal(
            PackageFile.Fingerprints(feed.Read(id)), PackageFile.Fingerprints(PackageFile.Read(again, id, feed.Version))));
    }

    private string Nuspec(string id) => Encoding.UTF8.GetString(feed.Read(id)[$"{id}.nuspec"]);

    private static IEnumerable<AssemblyName> References(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).ToList();
    }

    private static bool Contains(byte[] content, string text) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
