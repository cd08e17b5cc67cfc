using SchemaSdk.Tool.Release;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Tests.Release;

public sealed class NotesTests(ReleaseTemplate template) : ReleaseTest(template)
{
    private const string Released =
        "# C\n\n## [Unreleased]\n\nUnreleased text\n\n## [1.2.0] - 2026-11-20\r\n\n<!-- schemas since 1.1.0 -->\n- a\n"
        + "<!-- end of schemas -->\n\n## 1.1.0\n\n- b\n\n## [v1.0.0]\n- c\n";

    private const string New = "# C\n\n## [Unreleased]\n\n- new\n\n## [1.3.0]";

    private const string Proposed = "\n\n<!-- schemas since 1.2.0 -->\n- gone\n<!-- end of schemas -->\n\n## 1.2.0\n\n- b\n";

    // Text under Unreleased belongs to the proposed version 1.3.0, unless 1.3.0 already has a date.
    [Theory]
    [InlineData(Released, "1.2.0", "- a")]
    [InlineData(Released, "1.1.0", "- b")]
    [InlineData(Released, "1.0.0", "- c")]
    [InlineData(Released, "1.2.1", "Unreleased text")]
    [InlineData(New + Proposed, "1.3.0", "- gone\n\n- new")]
    [InlineData(New + Proposed, "2.0.0", "- gone\n\n- new")]
    [InlineData(New + " - 2026-11-20" + Proposed, "1.3.0", "- gone")]
    [InlineData("", "1.2.0", "Version 1.2.0.")]
    public void The_notes_are_the_section_of_the_version(string changelog, string version, string notes) =>
        Assert.Equal(notes, ReleaseNotes.Of(changelog, version, new ReleaseVersion(1, 2, 0)));

    [Fact]
    public async Task A_release_is_created_with_the_notes_and_the_packages_and_an_existing_one_is_updated_and_published()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        await PublishAsync();
        Owner.Programs.Answer = static call => call.Arguments is ["release", "view", ..] ? null : "";

        await PrintsAsync(0, "Created the release v1.2.0.\n", "release", "notes", "v1.2.0");
        var files = new[] { "Zero", "Models", "Alpha" }.Select(id => Owner.PathOf($"artifacts/packages/Acme.{id}.1.2.0.nupkg"));
        Assert.Equal(
            $"gh release create v1.2.0 {string.Join(' ', files)} --verify-tag --title v1.2.0 --notes-file -", Owner.Programs.Calls[^1]);
        Assert.Equal(["- a"], Owner.Programs.Inputs);

        Owner.Programs.Answer = static _ => "";
        await RunWellAsync("release", "notes", "v1.2.0");
        Assert.EndsWith(".nupkg --clobber", Owner.Programs.Calls[^2], StringComparison.Ordinal);
        Assert.Equal("gh release edit v1.2.0 --draft=false --notes-file -", Owner.Programs.Calls[^1]);

        Owner.Programs.Answer = static call => call.Arguments is ["release", "view", ..] ? "Written by hand.\n" : "";
        await PrintsAsync(0, "Updated the release v1.2.0 and kept its notes.\n", "release", "notes", "v1.2.0");
        Assert.Equal("gh release edit v1.2.0 --draft=false", Owner.Programs.Calls[^1]);
    }

    [Fact]
    public async Task Without_a_token_the_notes_are_shown()
    {
        PutPackages();

        await PrintsAsync(0, "Nothing was announced, because GH_TOKEN is not set. The notes are: - a\n", "release", "notes", "v1.2.0");
    }

    [Fact]
    public async Task Nothing_is_announced_without_its_packages()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        await FailsAsync(2, "has no packages. Run 'schemasdk release pack' first.", "release", "notes", "v1.2.0");

        await PublishAsync();
        Add(Owner.PathOf("artifacts/packages"), "Acme.Other", "1.3.0", "");

        await FailsAsync(1, "Acme.Other.1.3.0.nupkg has version 1.3.0 instead of 1.2.0", "release", "notes", "v1.2.0");
        NothingWasAnnounced();
    }

    [Fact]
    public async Task If_nothing_was_published_because_a_key_is_missing_nothing_is_announced()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        PutPackages();
        Owner.Write("artifacts/packages/published", "1.2.0");

        await RunWellAsync("release", "publish", "v1.2.0");
        await PrintsAsync(
            0, "Nothing was announced, because the packages were not published. Run 'schemasdk release publish' first.\n",
            "release", "notes", "v1.2.0");
        NothingWasAnnounced();
    }

    private async Task PublishAsync()
    {
        using var feed = new PackageFeed();
        (Tool.Handler, var before) = (feed, Tool.Handler);
        Tool.SetEnvironment("NUGET_API_KEY", Key);
        PutPackages();
        await RunWellAsync("release", "publish", "v1.2.0");
        Tool.Handler = before;
    }

    private void NothingWasAnnounced() =>
        Assert.DoesNotContain(Owner.Programs.Calls, static call => call.StartsWith("gh", StringComparison.Ordinal));
}
