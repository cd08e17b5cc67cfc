using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.SchemaFolders.Locking;

/// <summary>An update renames no member or enum value because of a new one that would get the same C# name.</summary>
public sealed class LockedMemberTests : CatalogueTest
{
    [Theory]
    [InlineData(
        """{"type":"object","properties":{"end_image":{"type":"string"}}}""",
        """{"type":"object","properties":{"end-image":{"type":"string"},"end_image":{"type":"string"}}}""",
        """{"input/":["end_image"]}""")]
    [InlineData(
        """{"type":"object","properties":{"style":{"type":"string","enum":["wide shot"]}}}""",
        """{"type":"object","properties":{"style":{"type":"string","enum":["wide shot","wide-shot"]}}}""",
        """{"input/StyleValue":["wide shot"]}""")]
    [InlineData(
        """{"type":"object","properties":{"shot":{"type":"object","properties":{"pan":{"enum":["x"]}}}}}""",
        """
        {"type":"object","properties":{"shot":{"type":"object","properties":{"pan":{"enum":["x"]},"Pan":{"type":"string"}}}}}
        """,
        """{"input/ShotValue":["pan"]}""")]
    [InlineData(
        """{"type":"object","properties":{"item":{"type":"string"}}}""",
        """{"type":"object","properties":{"item":{"type":"string"},"Item":{"type":"string"}}}""",
        """{"input/":["item"]}""")]
    public async Task An_older_member_keeps_its_name(string old, string @new, string members)
    {
        Catalogue["acme/kite"] = old;
        await RunWellAsync("add", "acme/kite");
        await new GitRepository(Tool.Folder).CommitAsync();
        Catalogue["acme/kite"] = @new;

        await RunWellAsync("update");

        Assert.Contains($"\"members\": {{\n    \"acme/kite\": {members}\n  }}", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        await RunWellAsync("diff", "HEAD");
        Assert.DoesNotContain("csharp-gone", Tool.Output, StringComparison.Ordinal);
        await RunWellAsync("lint");
        Catalogue["acme/kite"] = @new.Replace("\"object\",", "\"object\",\"title\":\"Kite\",", StringComparison.Ordinal);
        await RunWellAsync("update");
        await RunWellAsync("diff", "HEAD");
        Assert.DoesNotContain("csharp-gone", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_no_update_changes_are_not_in_the_lock()
    {
        await AddAsync("acme/kite");
        Catalogue["acme/kite"] = SchemaWith("prompt", "Prompt_2", "prompt-2");

        await ReportsAsync(0, "updated", "update");

        Assert.DoesNotContain("members", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }
}
