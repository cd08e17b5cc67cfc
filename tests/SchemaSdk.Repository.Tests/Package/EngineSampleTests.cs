using System.Xml.Linq;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Tests that users can build the samples in docs/guides/job-engines.md with the packages.</summary>
[Collection(nameof(Packages))]
public sealed class EngineSampleTests(PackedFeed feed)
{
    private static readonly string Samples = Path.Combine(SourceTree.Root, "samples", "engines");

    private static readonly Dictionary<string, string> Versions = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(static package => package.Attribute("Include")!.Value, static package => package.Attribute("Version")!.Value);

    public static TheoryData<string> Engines => [.. Directory.EnumerateDirectories(Samples).Select(static path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Engines))]
    [Trait("Size", "Full")]
    public async Task A_sample_of_a_job_engine_compiles_with_the_packages(string engine)
    {
        var folder = feed.Folder($"engine {engine}");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Samples, engine), "*.cs"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var project = Assert.Single(Directory.GetFiles(Path.Combine(Samples, engine), "*.csproj"));
        var xml = XDocument.Load(project);
        xml.Root!.Element("PropertyGroup")!.Add(new XElement("ImplicitUsings", "enable"), new XElement("Nullable", "enable"));
        foreach (var reference in xml.Descendants("ItemGroup").Elements())
        {
            var id = reference.Attribute("Include")!.Value;
            var (name, version) = reference.Name == "PackageReference"
                ? (id, Versions[id]) : (Path.GetFileNameWithoutExtension(id), feed.Version);
            reference.Name = "PackageReference";
            reference.ReplaceAttributes(new XAttribute("Include", name), new XAttribute("Version", version));
        }

        xml.Save(Path.Combine(folder, Path.GetFileName(project)));

        // This test has several package sources (NU1507), and one of them lacks some requested versions (NU1603).
        (await feed.DotnetAsync(folder, "build", "-warnaserror", "-p:NoWarn=NU1507%3BNU1603")).Succeeded();
    }
}
