using SchemaSdk.Tool.Release;

namespace SchemaSdk.Tool.Tests.Release;

/// <summary>Tests the release on GitHub and its notes.</summary>
public sealed class NotesTests : ReleaseTest
{
    [Theory]
    [InlineData("1.2.0", "- a")]
    [InlineData("1.1.0", "- b")]
    [InlineData("1.0.0", "- c")]
    [InlineData("2.0.0", "Unreleased text")]
    public void The_notes_are_the_section_of_the_version(string version, string notes) => Assert.Equal(
        notes,
        ReleaseNotes.Of(
            "# C\n\n## [Unreleased]\n\nUnreleased text\n\n## [1.2.0] - 2026-11-20\r\n\n<!-- schemas since 1.1.0 -->\n- a\n"
            + "<!-- end of schemas -->\n\n## 1.1.0\n\n- b\n\n## [v1.0.0]\n- c\n",
            version));

    [Fact]
    public void Without_a_section_the_notes_name_the_version() => Assert.Equal("Version 1.2.0.", ReleaseNotes.Of("", "1.2.0"));

    [Fact]
    public async Task A_release_is_created_with_the_notes_and_the_packages()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        await PackAsync();
        Owner.Programs.Answer = static call => call.Arguments is ["release", "view", ..] ? null : "";

        await RunWellAsync("release", "notes", "v1.2.0");

        Assert.Equal("Created the release v1.2.0.\n", Tool.Output);
        Assert.EndsWith(
            "Acme.Zero.1.2.0.nupkg --verify-tag --title v1.2.0 --notes-file -", Owner.Programs.Calls[^1], StringComparison.Ordinal);
        Assert.Equal(["- a"], Owner.Programs.Inputs);
    }

    [Fact]
    public async Task An_existing_release_is_updated()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        await PackAsync();

        await RunWellAsync("release", "notes", "v1.2.0");

        Assert.Equal("gh release edit v1.2.0 --notes-file -", Owner.Programs.Calls[^2]);
        Assert.EndsWith(".nupkg --clobber", Owner.Programs.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_the_notes_are_shown()
    {
        await RunWellAsync("release", "notes", "v1.2.0");

        Assert.Equal("Nothing is announced, because GH_TOKEN is not set. The notes are: - a\n", Tool.Output);
    }
}
