using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;

namespace SchemaSdk.Emulation.Tests.Browser.Site;

/// <summary>The site is opened as a file, without a server.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class SiteTests(Chromium chromium)
{
    private const string Star = """
        {
          "type": "object",
          "title": "Draws a star",
          "description": "It shines.",
          "required": ["prompt"],
          "properties": {
            "prompt": { "type": "string", "description": "What the star looks like." },
            "ratio": { "type": "string", "enum": ["16:9", "9:16"], "default": "16:9" },
            "shots": { "type": "array", "items": { "type": "object", "properties": { "seconds": { "type": "integer", "maximum": 9 } } } }
          }
        }
        """;

    private const string Attack = "<img src=x onerror=document.title='hit'><script>document.title='hit'</script>";

    [Fact]
    public async Task The_search_finds_models_by_all_words_and_enter_opens_the_first()
    {
        using var site = await SiteTest.MakeAsync(("acme/star/draw", Star), ("acme/moon/draw", Star), ("zeta/a b/it's 50%#", Star));
        await using var test = await PageTest.OpenAsync(chromium, site.Index);
        var page = test.Page;
        var search = page.GetByLabel("Find a model");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("3 models");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(search).ToBeFocusedAsync();
        Assert.True(await page.ShowsFocusAsync());
        await page.Keyboard.TypeAsync("DRAW acme");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 models");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "zeta" })).ToBeHiddenAsync();
        await search.FillAsync("50%#");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 model");
        await search.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("zeta/a b/it's 50%#");
        await page.GetByRole(AriaRole.Link, new() { Name = "All models" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Models");
        Assert.Empty(test.Errors);
        Assert.Empty(test.Foreign);
    }

    [Fact]
    public async Task Every_link_leads_to_a_page()
    {
        using var site = await SiteTest.MakeAsync(("acme/star/draw", Star), ("acme/star", Star), ("zeta/a b/it's 50%#", Star));
        await using var test = await PageTest.OpenAsync(chromium, site.Index);
        var links = await LinksAsync(test.Page);

        Assert.Equal(3, links.Length);
        foreach (var link in links)
        {
            await test.Page.GotoAsync(link);
            Assert.Equal(site.Index.AbsoluteUri, Assert.Single(await LinksAsync(test.Page)));
            await Expect(test.Page.Locator("main")).Not.ToHaveCSSAsync("max-width", "none");   // The style sheet was found.
        }
    }

    [Fact]
    public async Task The_call_and_the_example_are_copied()
    {
        using var site = await SiteTest.MakeAsync(("acme/star", Star));
        await using var test = await PageTest.OpenAsync(chromium, site.Index);
        var page = test.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "acme/star" }).ClickAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToHaveCountAsync(1);

        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Contains("await client.Acme.Star.RunAsync(new()\n{\n    Prompt = \"A paper boat", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_hostile_schemas_are_texts()
    {
        var hostile = Star.Replace("Draws a star", Attack, StringComparison.Ordinal)
            .Replace("What the star looks like.", Attack, StringComparison.Ordinal)
            .Replace("9:16", Attack, StringComparison.Ordinal)
            .Replace("shots", Attack, StringComparison.Ordinal);
        using var site = await SiteTest.MakeAsync(("acme/star", hostile));
        await using var test = await PageTest.OpenAsync(chromium, site.Index);
        var page = test.Page;
        await Expect(page.GetByText(Attack)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "acme/star" }).ClickAsync();

        await Expect(page.GetByText(Attack, new() { Exact = true })).ToHaveCountAsync(4);
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Equal("acme/star", await page.TitleAsync());
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("light", ColorScheme.Light, 1200)]
    [InlineData("dark", ColorScheme.Dark, 1200)]
    [InlineData("narrow", ColorScheme.Light, 360)]
    public async Task Every_part_has_a_name_every_text_can_be_read_and_nothing_is_cut_off(string name, ColorScheme scheme, int width)
    {
        using var site = await SiteTest.MakeAsync(
            ("acme/a-model-with-a-rather-long-name/draw", Star),
            ("acme/moon", """{"type":"object","x-retired":{"since":"2026","stage":"warn"}}"""));
        await using var test = await PageTest.OpenAsync(chromium, site.Index, scheme, width);
        var page = test.Page;
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 models");
        await AssertFineAsync(page);
        await test.KeepPictureAsync($"site-index-{name}");

        await page.GetByRole(AriaRole.Link, new() { Name = "rather-long-name" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy" })).ToHaveCountAsync(2);

        await AssertFineAsync(page);
        Assert.Empty(test.Errors);
        await test.KeepPictureAsync($"site-model-{name}");
    }

    private static async Task AssertFineAsync(IPage page)
    {
        Assert.Empty(await page.FaintTextsAsync());
        Assert.Empty(await page.NamelessPartsAsync());
        Assert.Equal(0, await page.OverflowAsync());
    }

    private static Task<string[]> LinksAsync(IPage page) => page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('a:not(.skip)')].map(link => link.href)");
}
