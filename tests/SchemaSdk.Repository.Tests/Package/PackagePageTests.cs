using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>The page of each package on a feed.</summary>
[Collection(nameof(Packages))]
public sealed class PackagePageTests(PackedFeed feed)
{
    public static TheoryData<string> Ids =>
        ["SchemaSdk", "SchemaSdk.RunComfy", "SchemaSdk.Emulator", "SchemaSdk.DependencyInjection", "SchemaSdk.Durable",
            "SchemaSdk.Durable.Testing", "SchemaSdk.Sqlite", "SchemaSdk.PostgreSql", "SchemaSdk.MassTransit", "SchemaSdk.AspNetCore",
            "SchemaSdk.Tool", "SchemaSdk.Templates"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page_of_its_own_that_links_to_nothing_beside_it(string id)
    {
        var page = Encoding.UTF8.GetString(Read(id)["README.md"]);

        Assert.StartsWith(WrittenPage(id), page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith($"# {id}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, @"\]\(([^)]*)\)|<(?:a|img)\s[^>]*?(?:href|src)=""([^""]*)"), link =>
            Assert.StartsWith("https://", link.Groups[1].Value + link.Groups[2].Value, StringComparison.Ordinal));
        Assert.Equal("README.md", Of(id, "readme"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_an_icon_of_128_by_128(string id)
    {
        var icon = Read(id)[Of(id, "icon")!].AsSpan();

        Assert.Equal([0x89, .. "PNG"u8], icon[..4].ToArray());
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon[16..]), BinaryPrimitives.ReadInt32BigEndian(icon[20..])));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_tags_and_what_the_changelog_says_of_this_version(string id)
    {
        var changelog = File.ReadAllText(Path.Combine(SourceTree.Root, "CHANGELOG.md")).ReplaceLineEndings("\n");
        var sections = Regex.Matches(
            changelog, @"^## \[(?<version>[^\]]*)\].*\n(?<text>(?:(?!## \[).*(?:\n|\z))*)", RegexOptions.Multiline);
        var told = sections.FirstOrDefault(section => section.Groups["version"].Value == feed.Version)
            ?? sections.First(section => section.Groups["version"].Value == "Unreleased");

        Assert.Equal(told.Groups["text"].Value.Trim(), Of(id, "releaseNotes")!.ReplaceLineEndings("\n"));
        Assert.InRange(Of(id, "tags")!.Split(' ').Length, 4, 10);
    }

    [Theory]
    [InlineData("1.1.0", "Of 1.1.0.")]
    [InlineData("1.0.0", "Of 1.0.0.")]
    [InlineData("1.2.0", "")]
    public async Task Its_notes_are_never_those_of_another_version(string version, string notes)
    {
        var changelog = Path.Combine(feed.Folder("notes-" + version), "CHANGELOG.md");
        await File.WriteAllTextAsync(
            changelog, "# Changelog\n\n## [Unreleased]\n\n## [1.1.0]\n\nOf 1.1.0.\n\n## [1.0.0] - 2026-11-23\n\nOf 1.0.0.\n");

        var build = await AskAsync(
            "SetReleaseNotes", $"-p:PackageChangelog={changelog}", $"-p:Version={version}", "-getProperty:PackageReleaseNotes");

        Assert.Equal(notes, build.Succeeded().Output.Trim());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_first_lines_name_the_service_that_it_is_for(string id) =>
        Assert.Contains(
            "RunComfy Model API", WrittenPage(id).Split("\n\n")[1].Replace('\n', ' '), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_leads_to_the_repository_where_that_has_an_address(string id)
    {
        var remote = await GitCommand.RunAsync(SourceTree.Root, "remote", "get-url", "origin");
        var isAddress = Regex.IsMatch(remote, "^(https://|ssh://|[^/]+@)");

        Assert.Equal(isAddress, Of(id, "projectUrl") is not null);
        Assert.Equal(
            isAddress, Nuspec(id).Descendants().Single(element => element.Name.LocalName == "repository").Attribute("url") is not null);
    }

    [Theory]
    [InlineData("https://me:token@example.com/acme/sdk", "https://example.com/acme/sdk", "https://example.com/acme/sdk")]
    [InlineData("git@example.com:acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("/srv/git/sdk.git", "", "")]
    public Task A_remote_is_told_as_people_open_it(string remote, string repository, string project) =>
        IsToldAsync(remote, repository, project);

    [Theory]
    [Trait("Size", "Full")]
    [InlineData("https://example.com/acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("ssh://git@example.com:22/acme/sdk.git", "https://example.com/acme/sdk.git", "https://example.com/acme/sdk")]
    [InlineData("file:///srv/git/sdk.git", "", "")]
    [InlineData("", "", "")]
    public Task So_is_a_remote_of_another_form(string remote, string repository, string project) =>
        IsToldAsync(remote, repository, project);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_says_who_made_it_and_under_which_licence(string id)
    {
        Assert.Equal("MIT", Of(id, "license"));
        Assert.Equal("SchemaSdk contributors", Of(id, "authors"));
        Assert.EndsWith(".", Of(id, "description"), StringComparison.Ordinal);
    }

    private static async Task IsToldAsync(string remote, string repository, string project)
    {
        var build = await AskAsync(
            "SetRepositoryAddress", $"-p:PrivateRepositoryUrl={remote}", "-getProperty:RepositoryUrl,PackageProjectUrl");

        var properties = JsonDocument.Parse(build.Succeeded().Output).RootElement.GetProperty("Properties");
        Assert.Equal(repository, properties.GetProperty("RepositoryUrl").GetString());
        Assert.Equal(project, properties.GetProperty("PackageProjectUrl").GetString());
    }

    private static Task<CommandResult> AskAsync(string target, params string[] arguments) => ShellCommand.RunAsync(
        "dotnet",
        SourceTree.Root,
        new Dictionary<string, string>(),
        ["msbuild", "runtime/SchemaSdk/SchemaSdk.csproj", $"-t:{target}", "-p:TargetFramework=net10.0", .. arguments]);

    private static string WrittenPage(string id)
    {
        var folder = id switch
        {
            "SchemaSdk.RunComfy" => "schemas",
            "SchemaSdk.Templates" => "templates",
            _ => $"runtime/{id}",
        };
        return File.ReadAllText(Path.Combine(SourceTree.Root, folder, "PACKAGE.md")).ReplaceLineEndings("\n");
    }

    private string? Of(string id, string element) =>
        Nuspec(id).Descendants().SingleOrDefault(found => found.Name.LocalName == element)?.Value;

    private XDocument Nuspec(string id) => XDocument.Parse(Encoding.UTF8.GetString(Read(id)[$"{id}.nuspec"]).TrimStart('\uFEFF'));

    private IReadOnlyDictionary<string, byte[]> Read(string id) => PackageFile.Read(feed.Feed, id, feed.Version);
}
