using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Checks that users can debug into the packages' code. This needs symbols and links to the source.</summary>
[Collection(nameof(Packages))]
public sealed class SymbolTests(PackedFeed feed)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static TheoryData<string> Ids => [.. PackedFeed.Ids.Except(["SchemaSdk.Templates"])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_assembly_has_embedded_or_packed_symbols(string id)
    {
        var symbols = feed.Read(id, "snupkg");
        var assemblies = feed.Read(id)
            .Where(file => Regex.IsMatch(file.Key, @"(^|/)SchemaSdk[^/]*\.dll$"))
            .ToList();

        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, assembly =>
        {
            using var file = new PEReader(new MemoryStream(assembly.Value));
            var embedded = file.ReadDebugDirectory().Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb).ToList();
            using var provider = embedded.Count > 0
                ? file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded[0])
                : MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols[Path.ChangeExtension(assembly.Key, "pdb")]));
            var reader = provider.GetMetadataReader();
            Assert.All(
                reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)),
                path => Assert.StartsWith("/_/", path, StringComparison.Ordinal));
        });
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task With_a_remote_at_GitHub_symbols_link_to_the_source_and_the_page_links_to_the_documentation()
    {
        var root = feed.Folder("With a remote");
        foreach (var file in (string[])
        [
            "Directory.Build.props", "Directory.Build.targets", "CHANGELOG.md", "packaging/icon.png", "Version.props",
        ])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(SourceTree.PathOf(file), Path.Combine(root, file));
        }

        const string Project =
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <IsPackable>true</IsPackable>
                <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
              </PropertyGroup>
            </Project>
            """;
        await File.WriteAllTextAsync(Path.Combine(root, "Linked.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(root, "Linked.cs"), "/// <summary>A.</summary>\npublic class Linked;\n");
        await File.WriteAllTextAsync(Path.Combine(root, "PACKAGE.md"), "# Linked\n");
        string[][] commands =
        [
            ["init", "-q"],
            ["remote", "add", "origin", "https://github.com/acme/sdk.git"],
            ["add", "."],
            ["-c", "user.name=Acme", "-c", "user.email=acme@example.com", "commit", "-q", "-m", "First"],
        ];
        foreach (var command in commands)
        {
            (await GitAsync(root, command)).Succeeded();
        }

        var commit = (await GitAsync(root, "rev-parse", "HEAD")).Output.Trim();
        var pack = await feed.DotnetAsync(
            root, "pack", "-c", "Release", "-o", "out", "-p:Version=1.2.3", "-p:ContinuousIntegrationBuild=true");
        pack.Succeeded();

        var packed = PackageFile.Read(Path.Combine(root, "out"), "Linked", "1.2.3");
        var nuspec = Encoding.UTF8.GetString(packed["Linked.nuspec"]);
        Assert.Contains($"url=\"https://github.com/acme/sdk.git\" commit=\"{commit}\"", nuspec, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n[Documentation](https://github.com/acme/sdk/tree/HEAD/docs)",
            Encoding.UTF8.GetString(packed["README.md"]).TrimEnd(),
            StringComparison.Ordinal);
        var pdb = PackageFile.Read(Path.Combine(root, "out"), "Linked", "1.2.3", "snupkg")["lib/net10.0/Linked.pdb"];
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        var reader = symbols.GetMetadataReader();
        var link = reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == SourceLink);
        Assert.Contains(
            $"https://raw.githubusercontent.com/acme/sdk/{commit}/*",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)),
            StringComparison.Ordinal);
    }

    private static Task<CommandResult> GitAsync(string root, params string[] arguments) =>
        ShellCommand.RunAsync("git", root, new Dictionary<string, string>(), arguments);
}
