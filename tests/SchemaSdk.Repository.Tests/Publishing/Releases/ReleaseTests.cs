using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Releases;

/// <summary>Tests releases of a repository with three empty packages. Nothing is built.</summary>
public sealed class ReleaseTests(ReleaseTemplate template) : IAsyncLifetime, IClassFixture<ReleaseTemplate>
{
    private const string Key = "a-key-of-the-feed";

    private OwnersRepository _owner = null!;

    public Task InitializeAsync()
    {
        _owner = template.Copy();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _owner.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Packages_are_pushed_after_their_dependencies_and_the_key_is_never_shown()
    {
        await using var feed = new FakeFeed();
        var pack = await PackAsync();
        Assert.Contains("publish order: Acme.Zero Acme.Models Acme.Alpha", pack.Output, StringComparison.Ordinal);
        Assert.Contains("tested 1.2.0 in ", pack.Output, StringComparison.Ordinal);
        var path = await FakeCurlAsync();

        var publish = (await PublishAsync(feed.Address)).Succeeded();

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
    public async Task An_existing_package_is_skipped_and_a_refusal_ends_the_release(int status, int exit, string message)
    {
        await using var feed = new FakeFeed() { Status = status };
        await PackAsync();

        var publish = await PublishAsync(feed.Address);

        Assert.Equal(exit, publish.ExitCode);
        Assert.Contains(message, publish.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_symbols_gets_none_and_a_message_says_so()
    {
        await using var feed = new FakeFeed() { TakesSymbols = false };
        await PackAsync();

        var publish = (await PublishAsync(feed.Address)).Succeeded();

        Assert.Contains("no symbols are published", publish.Output, StringComparison.Ordinal);
        Assert.Equal(3, feed.Pushed.Count);
    }

    [Theory]
    [InlineData("http://example.invalid/index.json")]
    [InlineData("http://127.0.0.1:80@example.invalid/index.json")]
    public async Task A_source_on_another_machine_is_not_read_over_http(string source)
    {
        await PackAsync();

        var publish = await PublishAsync(source);

        Assert.Equal(1, publish.ExitCode);
        Assert.Matches("(?i)protocol \"http\" (not supported|disabled)", publish.Output);
        Assert.Contains("could not be read", publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_never_sent_to_another_machine_over_http()
    {
        await using var feed = new FakeFeed() { PushUrl = "http://example.invalid/" };
        await PackAsync();

        var publish = await PublishAsync(feed.Address);

        Assert.Equal(1, publish.ExitCode);
        Assert.Matches("(?i)protocol \"http\" (not supported|disabled)", publish.Output);
        Assert.Contains("could not be sent", publish.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_published_and_a_message_says_so()
    {
        await PackAsync();

        var publish = (await _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0")).Succeeded();

        Assert.Equal(".ci/release: nothing is published: NUGET_API_KEY is not set", publish.Output.Trim());
    }

    [Fact]
    public async Task The_release_notes_are_the_changelog_section_of_the_version()
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
    public async Task A_tag_that_is_not_a_version_is_refused(string tag)
    {
        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", tag);

        Assert.Equal(2, pack.ExitCode);
        Assert.Contains("is not a version tag such as v1.2.0", pack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_clean_checkout_of_the_tag_is_packed()
    {
        _owner.Write("later", "");
        Assert.Equal(2, (await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0")).ExitCode);
        await _owner.CommitAsync("Later");

        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0");

        Assert.Equal(2, pack.ExitCode);
        Assert.Contains("v1.2.0 is not the checked-out commit", pack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_with_another_version_is_not_released()
    {
        await _owner.GitAsync("tag", "v1.3.0");

        var pack = await _owner.RunAsync("bash", ".ci/release", "pack", "v1.3.0");

        Assert.Equal(1, pack.ExitCode);
        Assert.Contains("does not have version 1.3.0", pack.Output, StringComparison.Ordinal);
    }

    private async Task<CommandResult> PackAsync() => (await _owner.RunAsync("bash", ".ci/release", "pack", "v1.2.0")).Succeeded();

    private Task<CommandResult> PublishAsync(string source)
    {
        _owner.Set("NUGET_SOURCE", source);
        _owner.Set("NUGET_API_KEY", Key);
        return _owner.RunAsync("bash", ".ci/release", "publish", "v1.2.0");
    }

    // Puts a program in front of curl that logs its arguments and then runs curl.
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
}
