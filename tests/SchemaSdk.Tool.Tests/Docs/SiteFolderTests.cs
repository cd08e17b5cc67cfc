using SchemaSdk.Tool.Tests.Surroundings;
using static SchemaSdk.Tool.Tests.Docs.DocsTests;

namespace SchemaSdk.Tool.Tests.Docs;

/// <summary>The folder of a site: the command knows its own files in it, and leaves those of others alone.</summary>
public sealed class SiteFolderTests : CatalogueTest
{
    [Fact]
    public async Task A_model_that_is_gone_loses_its_page_and_nothing_else()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", Schema);
        Tool.Write("schemas/acme/sun/input.json", Schema);
        await RunWellAsync("docs");
        Tool.Write("site/acme/notes.txt", "Mine.");
        Tool.Write("site/acme/sun.md", "Changed by somebody.");
        File.Delete(Tool.PathOf("schemas/acme/moon/input.json"));
        File.Delete(Tool.PathOf("schemas/acme/sun/input.json"));

        var exit = await Tool.RunAsync("docs");

        Assert.Equal(1, exit);
        Assert.Contains("acme/sun.md belongs to an earlier site but was changed afterwards", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["site/acme/notes.txt", "site/acme/star.md", "site/acme/sun.md"],
            Tool.Files().Where(path => path.StartsWith("site/acme/", StringComparison.Ordinal)));
        Assert.Equal("Mine.", Tool.Read("site/acme/notes.txt"));
        Assert.Equal("Changed by somebody.", Tool.Read("site/acme/sun.md"));
    }

    [Theory]
    [InlineData("site/notes.txt", "Mine.", "has files that do not belong to a site, so nothing was written")]
    [InlineData("site/schemasdk-site.json", "{", "cannot be read as the list of a site's files")]
    [InlineData("site/schemasdk-site.json", """{"files":{"../schemas/acme/star/input.json":"x"}}""", "which no site has")]
    [InlineData("site/schemasdk-site.json", """{"files":{"/etc/passwd":"x"}}""", "which no site has")]
    public async Task A_folder_that_is_no_site_stays_as_it_is(string path, string text, string told)
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write(path, text);

        Assert.Equal(2, await Tool.RunAsync("docs"));

        Assert.Contains(told, Tool.Error, StringComparison.Ordinal);
        Assert.Equal(["schemas/acme/star/input.json", path], Tool.Files());
        Assert.Equal(text, Tool.Read(path));
    }

    [Fact]
    public async Task A_file_of_somebody_in_the_place_of_a_page_is_not_replaced()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        await RunWellAsync("docs");
        Tool.Write("schemas/acme/moon/input.json", Schema);
        Tool.Write("site/acme/moon.md", "Mine.");

        Assert.Equal(2, await Tool.RunAsync("docs"));

        Assert.Contains("does not belong to the site, so nothing was written", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("Mine.", Tool.Read("site/acme/moon.md"));
    }

    [Fact]
    public async Task What_a_killed_command_staged_keeps_no_later_one_out()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("site/schemasdk-site.busy", "");
        Tool.Write("site/.schemasdk-staging/0.tmp", "# half");

        await RunWellAsync("docs");

        Assert.Equal(3, Tool.Files().Count(path => path.StartsWith("site/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pages_of_a_site_that_was_not_finished_are_known_to_the_next_command()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
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

    [Fact]
    public async Task A_full_disk_leaves_the_site_as_it_was()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        await RunWellAsync("docs");
        var before = Tool.Read("site/README.md");
        Tool.Write("schemas/acme/moon/input.json", Schema);
        var files = 0;
        Tool.CreateFile = path => ++files < 3 ? File.Create(path) : throw new IOException("No space left on device.");

        Assert.Equal(2, await Tool.RunAsync("docs"));

        Assert.Contains("No space left on device. Nothing was changed.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(before, Tool.Read("site/README.md"));
        Assert.Equal(3, Tool.Files().Count(path => path.StartsWith("site/", StringComparison.Ordinal)));
    }
}
