using System.IO.Compression;
using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Releases;

/// <summary>Releases of a repository with three packages. The packages have no content, and nothing is built.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private const string Settings = """
        pack() { cp ready/* "$packages"; }
        test_packages() { echo "tested $1 in $2"; }
        """;

    private const string Key = "a-key-of-the-feed";

    private readonly EmulatedCatalogue _catalogue = new();
    private OwnersRepository _owner = null!;

    public async Task InitializeAsync()
    {
        _catalogue["acme/kite"] = EmulatedCatalogue.SchemaWith("prompt");
        await _catalogue.OpenAsync();
        _owner = await OwnersRepository.MakeAsync(_catalogue, Settings);
        _owner.Set("NUGET_API_KEY", "");
        _owner.Set("NUGET_SOURCE", "");
        Add("Acme.Alpha", "Acme.Models", "Other.Library");
        Add("Acme.Models", "Acme.Zero");
        Add("Acme.Zero");
        _owner.Write("ready/Acme.Zero.1.2.0.snupkg", "symbols");
        _owner.Write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n## [1.2.0]\n\n<!-- schemas since 1.1.0 -->\n- a\n\n## [1.1.0]\n\n- b\n");
        await _owner.CommitAsync("Prepare");
        await _owner.GitAsync("tag", "v1.2.0");
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        await _catalogue.DisposeAsync();
    }

    [Fact]
    public async Task Packages_are_pushed_after_those_that_they_need_and_the_key_is_told_to_nobody()
    {
        await using var feed = new FakeFeed();
        var pack = await PackAsync();
        Assert.Contains("publish order: Acme.Zero Acme.Models Acme.Alpha", pack.Output, StringComparison.Ordinal);
        Assert.Contains("tested 1.2.0 in ", pack.Output, StringComparison.Ordinal);
        _owner.Set("NUGET_SOURCE", feed.Address);
        _owner.Set("NUGET_API_KEY", Key);
        var path = await FakeCurlAsync();

        var publish = (await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0")).Succeeded();

        Assert.Equal(
            [
                $"PUT /package {Key} Acme.Zero.1.2.0.nupkg", $"PUT /symbols {Key} Acme.Zero.1.2.0.snupkg",
                $"PUT /package {Key} Acme.Models.1.2.0.nupkg", $"PUT /package {Key} Acme.Alpha.1.2.0.nupkg",
            ],
            feed.Pushed);
        Assert.DoesNotContain(Key, publish.Output, StringComparison.Ordinal);
        Assert.Contains("-X PUT", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409, 0, "Acme.Alpha.1.2.0.nupkg already exists")]
    [InlineData(403, 1, "Acme.Zero.1.2.0.nupkg was refused with 403: because[31m")]
    public async Task What_is_there_already_is_left_and_a_refusal_ends_it(int status, int exit, string word)
    {
        await using var feed = new FakeFeed() { Status = status };
        await PackAsync();
        _owner.Set("NUGET_SOURCE", feed.Address);
        _owner.Set("NUGET_API_KEY", Key);

        var publish = await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0");

        Assert.Equal(exit, publish.ExitCode);
        Assert.Contains(word, publish.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_takes_no_symbols_gets_none_and_that_is_said()
    {
        await using var feed = new FakeFeed() { TakesSymbols = false };
        await PackAsync();
        _owner.Set("NUGET_SOURCE", feed.Address);
        _owner.Set("NUGET_API_KEY", Key);

        var publish = (await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0")).Succeeded();

        Assert.Contains("no symbols are published", publish.Output, StringComparison.Ordinal);
        Assert.Equal(3, feed.Pushed.Count);
    }

    [Theory]
    [InlineData("http://example.invalid/index.json")]
    [InlineData("http://127.0.0.1:80@example.invalid/index.json")]
    public async Task ASource_of_another_machine_is_not_asked_in_the_clear(string source)
    {
        await PackAsync();
        _owner.Set("NUGET_SOURCE", source);
        _owner.Set("NUGET_API_KEY", Key);

        var publish = await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0");

        Assert.Equal(1, publish.ExitCode);
        Assert.Matches("(?i)protocol \"http\" (not supported|disabled)", publish.Output);
        Assert.Contains("could not be read", publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_not_sent_in_the_clear_whatever_the_source_says()
    {
        await using var feed = new FakeFeed() { Place = "http://example.invalid/" };
        await PackAsync();
        _owner.Set("NUGET_SOURCE", feed.Address);
        _owner.Set("NUGET_API_KEY", Key);

        var publish = await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0");

        Assert.Equal(1, publish.ExitCode);
        Assert.Matches("(?i)protocol \"http\" (not supported|disabled)", publish.Output);
        Assert.Contains("could not be sent", publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_published_and_that_is_said()
    {
        await PackAsync();

        var publish = (await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0")).Succeeded();

        Assert.Equal(".ci/release: nothing is published: NUGET_API_KEY is not set", publish.Output.Trim());
    }

    [Fact]
    public async Task The_notes_are_the_section_of_the_version()
    {
        await PackAsync();

        Assert.Equal("- a", _owner.Read("artifacts/release/notes.md").Trim());
        var notes = (await _owner.RunAsync("bash", ".ci/release", "notes", "v1.2.0")).Succeeded();
        Assert.Contains("GH_TOKEN is not set", notes.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.2")]
    [InlineData("1.2.0")]
    [InlineData("v1.2.0;id")]
    [InlineData("v1.2.0\nv")]
    [InlineData("--help")]
    public async Task What_is_not_the_tag_of_a_version_is_refused(string tag)
    {
        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", tag);

        Assert.Equal(2, pack.ExitCode);
        Assert.Contains("is not a version tag such as v1.2.0", pack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_commit_of_the_tag_is_packed()
    {
        _owner.Write("later", "");
        Assert.Equal(2, (await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0")).ExitCode);
        await _owner.CommitAsync("Later");

        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0");

        Assert.Equal(2, pack.ExitCode);
        Assert.Contains("v1.2.0 is not the checked-out commit", pack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_another_version_is_not_released()
    {
        await _owner.GitAsync("tag", "v1.3.0");

        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", "v1.3.0");

        Assert.Equal(1, pack.ExitCode);
        Assert.Contains("does not have version 1.3.0", pack.Output, StringComparison.Ordinal);
    }

    private async Task<CommandResult> PackAsync() => (await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0")).Succeeded();

    /// <summary>Puts a program before curl that writes down its arguments, and then is curl.</summary>
    private async Task<string> FakeCurlAsync()
    {
        var log = _owner.PathOf("../curl.log");
        var real = (await _owner.RunAsync("bash", "-c", "command -v curl")).Succeeded().Output.Trim();
        _owner.Write("../bin/curl", $"#!/usr/bin/env bash\necho \"$*\" >> '{log.Replace('\\', '/')}'\nexec '{real}' \"$@\"\n");
        (await _owner.RunAsync("bash", "-c", "chmod +x ../bin/curl")).Succeeded();
        var path = Path.GetFullPath(_owner.PathOf("../bin"));
        _owner.Set("PATH", path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        return log;
    }

    private void Add(string id, params string[] needs)
    {
        Directory.CreateDirectory(_owner.PathOf("ready"));
        using var zip = ZipFile.Open(_owner.PathOf($"ready/{id}.1.2.0.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"<package>\n<metadata>\n<id>{id}</id>\n<dependencies>\n");
        nuspec.Write(string.Concat(needs.Select(need => $"<dependency id=\"{need}\" version=\"1.2.0\" />\n")));
        nuspec.Write("</dependencies>\n</metadata>\n</package>\n");
    }
}
