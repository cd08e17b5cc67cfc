using static SchemaSdk.Tool.Tests.Docs.DocsTests;

namespace SchemaSdk.Tool.Tests.Docs;

/// <summary>
/// Tests that the command that writes a site recognizes its own files in the folder, and does not change the user's files.
/// </summary>
public sealed class SiteFolderTests : CatalogueTest
{
    public SiteFolderTests() => Tool.Write("schemas/acme/star/input.json", Schema);

    [Fact]
    public async Task The_page_of_a_removed_model_is_deleted_and_nothing_else()
    {
        Tool.Write("schemas/acme/moon/input.json", Schema);
        Tool.Write("schemas/acme/sun/input.json", Schema);
        await RunWellAsync("docs");
        Tool.Write("site/acme/notes.txt", "Mine.");

        // Git may change line endings.
        Tool.Write("site/acme/moon.md", Tool.Read("site/acme/moon.md").Replace("\n", "\r\n", StringComparison.Ordinal));
        Tool.Write("site/acme/sun.md", "Changed by somebody.");
        File.Delete(Tool.PathOf("schemas/acme/moon/input.json"));
        File.Delete(Tool.PathOf("schemas/acme/sun/input.json"));

        await ReportsAsync(1, "acme/sun.md is not among the new pages, but it was kept, because it was changed after", "docs");
        Assert.Equal(
            ["site/acme/notes.txt", "site/acme/star.md", "site/acme/sun.md"],
            Tool.Files().Where(path => path.StartsWith("site/acme/", StringComparison.Ordinal)));
        Assert.Equal("Mine.", Tool.Read("site/acme/notes.txt"));
        Assert.Equal("Changed by somebody.", Tool.Read("site/acme/sun.md"));
    }

    [Fact]
    public async Task The_page_of_the_longest_id_belongs_to_the_site()
    {
        Tool.Write($"schemas/acme/{new string('a', 155)}/input.json", Schema);
        await RunWellAsync("docs");

        await RunWellAsync("docs");
    }

    [Theory]
    [InlineData("site/notes.txt", "Mine.", "has files that 'schemasdk docs' did not write, so nothing was written")]
    [InlineData("site/schemasdk-site.json", "{", "is not a valid list of the files that 'schemasdk docs' wrote")]
    [InlineData(
        "site/schemasdk-site.json", """{"files":{"../schemas/acme/star/input.json":"x"}}""", "which 'schemasdk docs' cannot have written")]
    [InlineData("site/schemasdk-site.json", """{"files":{"a.md":"x","a.md":"y"}}""", "is not a valid list of the files that")]
    [InlineData("site/schemasdk-site.json", """{"files":{},"files":{}}""", "is not a valid list of the files that")]
    [InlineData("site/schemasdk-site.json", """{"files":{"\ud800":"x"}}""", "is not a valid list of the files that")]
    [InlineData("site/schemasdk-site.json", """{"files":{"/etc/passwd":"x"}}""", "which 'schemasdk docs' cannot have written")]
    public async Task A_folder_that_is_not_a_site_is_not_changed(string path, string text, string message)
    {
        Tool.Write(path, text);

        await FailsAsync(2, message, "docs");
        Assert.Equal(["schemas/acme/star/input.json", path], Tool.Files());
        Assert.Equal(text, Tool.Read(path));
    }

    [Fact]
    public async Task The_pages_of_another_folder_of_schemas_are_replaced_only_if_that_folder_is_gone()
    {
        await RunWellAsync("docs");
        Tool.Write("films/acme/moon/input.json", Schema);

        await FailsAsync(2, $"has the pages of the schemas in '{Tool.PathOf("schemas")}', so nothing was written", "docs", "films");
        Assert.Contains("site/acme/star.md", Tool.Files());

        Directory.Delete(Tool.PathOf("schemas"), recursive: true);
        await RunWellAsync("docs", "films");
        Assert.DoesNotContain("site/acme/star.md", Tool.Files());
    }

    [Fact]
    public async Task A_file_of_the_user_is_not_replaced_by_a_page()
    {
        await RunWellAsync("docs");
        Tool.Write("schemas/acme/moon/input.json", Schema);
        Tool.Write("site/acme/moon.md", "Mine.");

        await FailsAsync(2, "exists, but 'schemasdk docs' did not write it, so nothing was written", "docs");
        Assert.Equal("Mine.", Tool.Read("site/acme/moon.md"));
    }

    [Fact]
    public async Task Leftovers_of_a_killed_command_do_not_block_the_next_one()
    {
        Tool.Write("site/schemasdk-site.busy", "");
        Tool.Write("site/.schemasdk-staging/0.tmp", "# half");

        await RunWellAsync("docs");

        Assert.Equal(3, Tool.Files().Count(path => path.StartsWith("site/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pages_of_an_unfinished_site_are_recognized_by_the_next_command()
    {
        await RunWellAsync("docs");
        Tool.Write("schemas/acme/moon/input.json", Schema);
        Tool.Write("schemas/zeta/sun/input.json", Schema);
        Tool.Write("site/zeta", "A file where a folder is to be.");
        Assert.Equal(2, await Tool.RunAsync("docs"));
        Assert.Contains("acme/moon.md", Tool.Read("site/schemasdk-site.json"), StringComparison.Ordinal);
        Assert.Contains("site/acme/moon.md", Tool.Files());
        File.Delete(Tool.PathOf("site/zeta"));
        Tool.Write("schemas/acme/moon/input.json", Schema.Replace("star", "moon", StringComparison.Ordinal));

        await RunWellAsync("docs");

        Assert.Contains("Makes a moon", Tool.Read("site/acme/moon.md"), StringComparison.Ordinal);
        Assert.Contains("site/zeta/sun.md", Tool.Files());
    }
}
