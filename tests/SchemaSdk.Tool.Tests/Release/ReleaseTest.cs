using System.IO.Compression;

namespace SchemaSdk.Tool.Tests.Release;

/// <summary>Releases version 1.2.0 in a repository with three packages. The build is faked.</summary>
public abstract class ReleaseTest : CommandTest, IClassFixture<ReleaseTemplate>
{
    private protected const string Key = "a-key-of-the-feed";

    private protected ReleaseTest(ReleaseTemplate template)
    {
        Owner = new TestedRepository(Tool);
        Owner.CopyFrom(template.Owner);
        Owner.Programs.Answer = call => call.Name == "pack" ? Pack(call.Arguments[1]) : "";
    }

    private protected TestedRepository Owner { get; }

    private protected void Configure(string test, string source) =>
        Owner.Write("schemasdk.json", ReleaseTemplate.SettingsOf(test, source));

    /// <summary>Commits all changes, and moves the tag to the new commit.</summary>
    private protected async Task TagAsync()
    {
        await Owner.CommitAsync("Configure");
        await Owner.GitAsync("tag", "-f", "v1.2.0");
    }

    /// <summary>Puts the packages where <c>release pack</c> puts them.</summary>
    private protected void PutPackages() => Pack(Owner.PathOf("artifacts/packages"));

    /// <summary>Writes a package that depends on other packages.</summary>
    private protected void Add(string folder, string id, string version, string type, params string[] needs)
    {
        Directory.CreateDirectory(folder);
        using var zip = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package>
              <metadata>
                <id>{id}</id>
                <version>{version}</version>
                <packageTypes>{(type.Length > 0 ? $"<packageType name=\"{type}\" />" : "")}</packageTypes>
                <dependencies>{string.Concat(needs.Select(static need => $"<dependency id=\"{need}\" version=\"1.2.0\" />"))}</dependencies>
              </metadata>
            </package>
            """);
    }

    private protected string Pack(string folder)
    {
        Add(folder, "Acme.Alpha", "1.2.0", "DotnetTool", "Acme.Models", "Other.Library");
        Add(folder, "Acme.Models", "1.2.0", "", "Acme.Zero");
        Add(folder, "Acme.Zero", "1.2.0", "Template");
        File.WriteAllText(Path.Combine(folder, "Acme.Zero.1.2.0.snupkg"), "symbols of Acme.Zero");
        return "";
    }
}
