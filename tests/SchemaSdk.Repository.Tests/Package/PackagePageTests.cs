using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class PackagePageTests(PackedFeed feed)
{
    public static TheoryData<string> Ids => [.. PackedFeed.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_has_its_own_page_that_names_the_services_and_has_absolute_links(string id)
    {
        var page = Encoding.UTF8.GetString(feed.Read(id)["README.md"]).ReplaceLineEndings("\n");
        var written = WrittenPage(id);

        Assert.StartsWith(written, page, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}\n", page, StringComparison.Ordinal);
        Assert.All(ServicesOf(id), service =>
            Assert.Contains(service, written.Split("\n\n")[1].Replace('\n', ' '), StringComparison.Ordinal));
        Assert.All(Regex.Matches(page, @"\]\(([^)]*)\)|<(?:a|img)\s[^>]*?(?:href|src)=""([^""]*)"), link =>
            Assert.StartsWith("https://", link.Groups[1].Value + link.Groups[2].Value, StringComparison.Ordinal));
        Assert.Equal("README.md", Metadata(id, "readme"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_has_an_icon_tags_authors_a_license_and_the_notes_of_its_version(string id)
    {
        var icon = feed.Read(id)[Metadata(id, "icon")!].AsSpan();
        var changelog = File.ReadAllText(SourceTree.PathOf("CHANGELOG.md")).ReplaceLineEndings("\n");
        var sections = Regex.Matches(
            changelog, @"^## \[(?<version>[^\]]*)\].*\n(?<text>(?:(?!## \[).*(?:\n|\z))*)", RegexOptions.Multiline);
        var notes = sections.FirstOrDefault(section => section.Groups["version"].Value == feed.Version)
            ?? sections.First(section => section.Groups["version"].Value == "Unreleased");

        Assert.Equal([0x89, .. "PNG"u8], icon[..4].ToArray());
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon[16..]), BinaryPrimitives.ReadInt32BigEndian(icon[20..])));
        Assert.Equal(notes.Groups["text"].Value.Trim(), Metadata(id, "releaseNotes")!.ReplaceLineEndings("\n"));
        Assert.InRange(Metadata(id, "tags")!.Split(' ').Length, 4, 10);
        Assert.Equal(("MIT", "SchemaSdk contributors"), (Metadata(id, "license"), Metadata(id, "authors")));
        Assert.EndsWith(".", Metadata(id, "description"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_links_to_the_repository_if_it_has_an_address()
    {
        var remote = await ShellCommand.RunAsync("git", SourceTree.Root, new Dictionary<string, string>(), "remote", "get-url", "origin");
        var isAddress = Regex.IsMatch(remote.Output, "^(https://|ssh://|[^/]+@)");

        Assert.All(PackedFeed.Ids, id => Assert.Equal(
            (isAddress, isAddress),
            (Metadata(id, "projectUrl") is not null,
                Nuspec(id).Descendants().Single(element => element.Name.LocalName == "repository").Attribute("url") is not null)));
    }

    [Theory]
    [Trait("Size", "Full")]
    [InlineData("1.0.0", "Of 1.0.0.")]
    [InlineData("1.2.0", "")]
    public async Task The_notes_of_a_package_are_the_notes_of_its_version(string version, string notes)
    {
        var changelog = Path.Combine(feed.Folder("notes-" + version), "CHANGELOG.md");
        await File.WriteAllTextAsync(
            changelog, "# Changelog\n\n## [Unreleased]\n\n## [1.1.0]\n\nOf 1.1.0.\n\n## [1.0.0] - 2026-11-23\n\nOf 1.0.0.\n");

        var build = await MSBuildAsync(
            "SetReleaseNotes", $"-p:PackageChangelog={changelog}", $"-p:Version={version}", "-getProperty:PackageReleaseNotes");

        Assert.Equal(notes, build.Succeeded().Output.Trim());
    }

    [Theory]
    [InlineData("https://me:token@example.com/acme/sdk", "https://example.com/acme/sdk", "https://example.com/acme/sdk")]
    public async Task A_remote_becomes_a_browsable_URL_without_a_password(string remote, string repository, string project)
    {
        var build = await MSBuildAsync(
            "SetRepositoryAddress", $"-p:PrivateRepositoryUrl={remote}", "-getProperty:RepositoryUrl,PackageProjectUrl");

        var properties = JsonDocument.Parse(build.Succeeded().Output).RootElement.GetProperty("Properties");
        Assert.Equal(repository, properties.GetProperty("RepositoryUrl").GetString());
        Assert.Equal(project, properties.GetProperty("PackageProjectUrl").GetString());
    }

    [Theory]
    [Trait("Size", "Full")]
    [InlineData("https://example.com/acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("git@example.com:acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("ssh://git@example.com:22/acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("/srv/git/sdk.git", "", "")]
    [InlineData("file:///srv/git/sdk.git", "", "")]
    [InlineData("", "", "")]
    public Task A_remote_in_another_format_becomes_a_URL_too(string remote, string repository, string project) =>
        A_remote_becomes_a_browsable_URL_without_a_password(remote, repository, project);

    private static Task<CommandResult> MSBuildAsync(string target, params string[] arguments) => ShellCommand.RunAsync(
        "dotnet",
        SourceTree.Root,
        new Dictionary<string, string>(),
        ["msbuild", "runtime/SchemaSdk/SchemaSdk.csproj", $"-t:{target}", "-p:TargetFramework=net10.0", .. arguments]);

    private static string[] ServicesOf(string id) => id switch
    {
        "SchemaSdk.RunComfy" => ["models of the RunComfy Model API"],
        "SchemaSdk.Fal" => ["fal models"],
        "SchemaSdk.Replicate" => ["Replicate models"],
        _ => ["the RunComfy Model API", "fal", "Replicate", "any service whose protocol you describe in one class"],
    };

    private static string WrittenPage(string id)
    {
        var folder = id switch
        {
            "SchemaSdk.RunComfy" => "schemas",
            "SchemaSdk.Fal" => "services/fal",
            "SchemaSdk.Replicate" => "services/replicate",
            "SchemaSdk.Templates" => "templates",
            _ => $"runtime/{id}",
        };
        return File.ReadAllText(SourceTree.PathOf($"{folder}/PACKAGE.md")).ReplaceLineEndings("\n");
    }

    private string? Metadata(string id, string element) =>
        Nuspec(id).Descendants().SingleOrDefault(found => found.Name.LocalName == element)?.Value;

    private XDocument Nuspec(string id) => XDocument.Parse(Encoding.UTF8.GetString(feed.Read(id)[$"{id}.nuspec"]).TrimStart('\uFEFF'));
}
