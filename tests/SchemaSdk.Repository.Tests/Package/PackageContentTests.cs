using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class PackageContentTests(PackedFeed feed)
{
    // What every host since Roslyn 4.8 brings along, Visual Studio on .NET Framework among them, and up to which version.
    private static readonly Dictionary<string, Version> HostAssemblies = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    [Fact]
    public void SchemaSdk_holds_the_runtime_the_generator_and_the_build_files()
    {
        Assert.Equal(
            [
                "README.md",
                "SchemaSdk.nuspec",
                "analyzers/dotnet/roslyn4.8/cs/SchemaSdk.Generator.dll",
                "analyzers/dotnet/roslyn4.8/cs/SchemaSdk.Schemas.dll",
                "build/net8.0/SchemaSdk.NoModel.targets",
                "build/net8.0/SchemaSdk.props",
                "build/net8.0/SchemaSdk.targets",
                "buildTransitive/net8.0/SchemaSdk.targets",
                "icon.png",
                "lib/net10.0/SchemaSdk.Json.dll",
                "lib/net10.0/SchemaSdk.Json.xml",
                "lib/net10.0/SchemaSdk.dll",
                "lib/net10.0/SchemaSdk.xml",
                "lib/net8.0/SchemaSdk.Json.dll",
                "lib/net8.0/SchemaSdk.Json.xml",
                "lib/net8.0/SchemaSdk.dll",
                "lib/net8.0/SchemaSdk.xml",
            ],
            Names("SchemaSdk"));
    }

    [Fact]
    public void The_emulator_holds_a_copy_of_the_core()
    {
        Assert.Equal(
            [
                "README.md",
                "SchemaSdk.Emulator.nuspec",
                "icon.png",
                "lib/net10.0/SchemaSdk.Emulator.dll",
                "lib/net10.0/SchemaSdk.Emulator.xml",
                "lib/net10.0/SchemaSdk.Schemas.dll",
                "lib/net8.0/SchemaSdk.Emulator.dll",
                "lib/net8.0/SchemaSdk.Emulator.xml",
                "lib/net8.0/SchemaSdk.Schemas.dll",
            ],
            Names("SchemaSdk.Emulator"));
    }

    [Fact]
    public void The_ready_made_client_holds_an_assembly_and_its_documentation_per_framework()
    {
        Assert.Equal(
            [
                "README.md",
                "SchemaSdk.RunComfy.nuspec",
                "icon.png",
                "lib/net10.0/SchemaSdk.RunComfy.dll",
                "lib/net10.0/SchemaSdk.RunComfy.xml",
                "lib/net8.0/SchemaSdk.RunComfy.dll",
                "lib/net8.0/SchemaSdk.RunComfy.xml",
            ],
            Names("SchemaSdk.RunComfy"));
    }

    [Theory]
    [InlineData("SchemaSdk.RunComfy")]
    [InlineData("SchemaSdk.Emulator")]
    [InlineData("SchemaSdk.DependencyInjection")]
    [InlineData("SchemaSdk.AspNetCore")]
    [InlineData("SchemaSdk.Durable")]
    [InlineData("SchemaSdk.Sqlite")]
    [InlineData("SchemaSdk.PostgreSql")]
    [InlineData("SchemaSdk.Durable.Testing")]
    [InlineData("SchemaSdk.MassTransit")]
    public void Every_other_package_asks_for_this_version_of_the_runtime(string id)
    {
        var nuspec = Encoding.UTF8.GetString(Read(id)[$"{id}.nuspec"]);

        Assert.Contains($"<dependency id=\"SchemaSdk\" version=\"{feed.Version}\"", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtime_depends_on_logging_abstractions_alone()
    {
        var nuspec = Encoding.UTF8.GetString(Read("SchemaSdk")["SchemaSdk.nuspec"]);

        var dependencies = nuspec.Split('\n').Where(line => line.Contains("<dependency ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, dependencies.Count);
        Assert.All(dependencies, line => Assert.Contains("Microsoft.Extensions.Logging.Abstractions", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_generator_refers_to_is_packed_beside_it_or_brought_by_every_compiler()
    {
        var files = Read("SchemaSdk").Where(entry => entry.Key.StartsWith("analyzers/", StringComparison.Ordinal)).ToList();
        var packed = files.Select(entry => Path.GetFileNameWithoutExtension(entry.Key)).ToHashSet();

        var missing = files
            .SelectMany(entry => References(entry.Value))
            .Where(reference => !packed.Contains(reference.Name!))
            .Where(reference => !HostAssemblies.TryGetValue(reference.Name!, out var version) || reference.Version > version);

        Assert.Empty(missing.Select(reference => reference.FullName).Distinct());
    }

    [Theory]
    [InlineData("SchemaSdk")]
    [InlineData("SchemaSdk.RunComfy")]
    [InlineData("SchemaSdk.Emulator")]
    [InlineData("SchemaSdk.DependencyInjection")]
    [InlineData("SchemaSdk.AspNetCore")]
    [InlineData("SchemaSdk.Durable")]
    [InlineData("SchemaSdk.Sqlite")]
    [InlineData("SchemaSdk.PostgreSql")]
    [InlineData("SchemaSdk.Durable.Testing")]
    [InlineData("SchemaSdk.MassTransit")]
    [InlineData("SchemaSdk.Tool")]
    [InlineData("SchemaSdk.Templates")]
    public void No_packed_file_names_a_folder_of_the_machine_that_made_it(string id)
    {
        string[] folders = [SourceTree.Root, Path.GetDirectoryName(feed.Feed)!];

        var leaks = Read(id)
            .Where(entry => Path.GetFileName(entry.Key).StartsWith("SchemaSdk", StringComparison.Ordinal))
            .Where(entry => folders.Any(folder => Contains(entry.Value, folder)));

        Assert.Empty(leaks.Select(entry => entry.Key));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task Packing_again_elsewhere_gives_the_same_bytes()
    {
        var again = await feed.PackAgainAsync();

        var ids = Directory.GetFiles(again, "*.nupkg")
            .Select(file => Path.GetFileName(file).Replace($".{feed.Version}.nupkg", "", StringComparison.Ordinal))
            .ToList();
        Assert.Contains("SchemaSdk.RunComfy", ids);
        Assert.All(ids, id => Assert.Equal(
            PackageFile.Fingerprints(Read(id)), PackageFile.Fingerprints(PackageFile.Read(again, id, feed.Version))));
    }

    private IReadOnlyDictionary<string, byte[]> Read(string id) => PackageFile.Read(feed.Feed, id, feed.Version);

    private IEnumerable<string> Names(string id) => Read(id).Keys.Order(StringComparer.Ordinal);

    private static IEnumerable<AssemblyName> References(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).ToList();
    }

    private static bool Contains(byte[] content, string text) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
