using SchemaSdk.Tool.Diff.Changelogs;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Tests.Diff.Changelogs;

public sealed class ChangelogTextTests
{
    private const string Entry = "<!-- schemas since 1.0.0 -->\n- new\n<!-- end of schemas -->";

    private const string Old = "<!-- schemas since 1.0.0 -->\n- old\n<!-- end of schemas -->";

    [Theory]
    [InlineData("", "# Changelog\n\n## [1.1.0]\n\n" + Entry + "\n")]
    [InlineData("# Changes\n\nText.\n", "# Changes\n\nText.\n\n## [1.1.0]\n\n" + Entry + "\n")]
    [InlineData("# Changes\n\n## 1.0.0\n\n- a\n", "# Changes\n\n## [1.1.0]\n\n" + Entry + "\n\n## 1.0.0\n\n- a\n")]
    [InlineData("## [Unreleased]\n\n## 1.0.0\n", "## [Unreleased]\n\n## [1.1.0]\n\n" + Entry + "\n\n## 1.0.0\n")]
    [InlineData("## [1.1.0] - 2026-11-20\n\n- a\n\n## 1.0.0\n", "## [1.1.0] - 2026-11-20\n\n- a\n\n" + Entry + "\n\n## 1.0.0\n")]
    [InlineData("## [1.1.0]\n\n- a\n\n[1.1.0]: https://x\n", "## [1.1.0]\n\n- a\n\n" + Entry + "\n\n[1.1.0]: https://x\n")]
    [InlineData("## [1.0.1]\n\n<!-- schemas since 1.0.0 -->\n- old\n<!-- end of schemas -->\n", "## [1.1.0]\n\n" + Entry + "\n")]
    [InlineData("## 1.0.1 (May)\n<!-- schemas since 1.0.0 -->\n<!-- end of schemas -->\n", "## 1.0.1 (May)\n" + Entry + "\n")]
    [InlineData("<!-- schemas since 1.0.0 -->\n- old\n<!-- end of schemas -->\n", Entry + "\n")]
    [InlineData(
        "## [1.0.0]\n\n<!-- schemas since 0.9.0 -->\n- old\n<!-- end of schemas -->\n",
        "## [1.1.0]\n\n" + Entry + "\n\n## [1.0.0]\n\n<!-- schemas since 0.9.0 -->\n- old\n<!-- end of schemas -->\n")]
    public void The_entry_is_written_under_the_next_version(string before, string after)
    {
        Assert.Equal(after, Put(before, "- new"));
        Assert.Equal(after, Put(after, "- new"));

        if (before.Length > 0)
        {
            Assert.Equal(after.Replace("\n", "\r\n"), Put(before.Replace("\n", "\r\n"), "- new"));
        }
    }

    [Theory]
    [InlineData(
        "## [Unreleased]\n\n- b\n\n## [1.0.1]\n\n- a\n\n" + Old + "\n",
        "## [Unreleased]\n\n## [1.1.0]\n\n- b\n\n- a\n\n" + Entry + "\n")]
    [InlineData("## unreleased\n- b\n## [1.1.0]\n" + Old + "\n", "## unreleased\n\n## [1.1.0]\n- b\n" + Entry + "\n")]
    public void Text_added_under_Unreleased_moves_to_the_entry_of_an_earlier_run(string before, string after)
    {
        Assert.Equal(after, Put(before, "- new"));
        Assert.Equal(after, Put(after, "- new"));
    }

    [Theory]
    [InlineData("## [Unreleased]\n## [1.1.0]\n")]
    [InlineData("## [Unreleased]\n- b\n\n## [1.1.0] - 2026-11-20\n")]
    [InlineData("## [Unreleased]\n- b\n\n## Ideas\n\n## [1.1.0]\n")]
    public void Nothing_moves_if_Unreleased_is_empty_or_the_section_below_it_is_finished_or_another_one(string above) =>
        Assert.Equal(above + Entry, Put(above + Old, "- new").TrimEnd('\n'));

    [Theory]
    [InlineData("# C\n\n## [1.1.0]\n\n" + Entry + "\n\n## 1.0.0\n", "# C\n\n## 1.0.0\n")]
    [InlineData("# C\n\n## [1.1.0]\n\n" + Entry + "\n", "# C\n")]
    [InlineData("# C\n", "# C\n")]
    [InlineData(Entry + "\n\n## 1.0.0\n", "\n## 1.0.0\n")]
    public void The_entry_is_removed_if_nothing_changed(string before, string after) => Assert.Equal(after, Put(before));

    [Theory]
    [InlineData("# C\n\n## [1.1.0]\n\n- a\n\n" + Entry + "\n\n## 1.0.0\n", "# C\n\n## [Unreleased]\n\n- a\n\n## 1.0.0\n")]
    [InlineData("## [Unreleased]\n\n## [1.1.0]\n\n- a\n\n" + Entry + "\n\n## 1.0.0\n", "## [Unreleased]\n\n- a\n\n## 1.0.0\n")]
    [InlineData("## unreleased\n\n- b\n\n## [1.1.0]\n- a\n\n" + Entry + "\n", "## unreleased\n\n- b\n\n- a\n")]
    public void Text_under_the_version_of_a_removed_entry_is_unreleased_again(string before, string after)
    {
        Assert.Equal(after, Put(before));
        Assert.Equal(after, Put(after));
    }

    [Theory]
    [InlineData("## [1.1.0] - 2026-11-20\n\n- a\n")]
    [InlineData("## [Unreleased]\n\n- b\n\n## Ideas\n\n## [1.1.0]\n\n- a\n")]
    public void Text_stays_under_its_heading_if_that_has_a_date_or_Unreleased_is_not_directly_above(string text) =>
        Assert.Equal(text, Put(text + "\n" + Entry + "\n"));

    [Fact]
    public void An_entry_without_an_end_is_reported()
    {
        var exception = Assert.Throws<ToolException>(() => Put("a\n<!-- schemas since 1.0.0 -->\n- old\n", "- new"));

        Assert.Contains("CHANGELOG.md has '<!-- schemas since 1.0.0 -->' on line 2", exception.Message, StringComparison.Ordinal);
    }

    private static string Put(string text, params string[] entry) =>
        new ChangelogText("CHANGELOG.md", new ReleaseVersion(1, 0, 0), new ReleaseVersion(1, 1, 0)).Put(text, entry);
}
