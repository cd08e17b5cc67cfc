using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Emulator;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;

namespace SchemaSdk.Emulation.Tests.Browser.Site;

/// <summary>Tests the documentation site, which is built once for all tests.</summary>
[Collection(nameof(BrowserCollection))]
[Trait("Size", "Full")]
public sealed partial class BuiltSiteTests(Chromium chromium, BuiltSite site) : IClassFixture<BuiltSite>
{
    private const string Index = "models/runcomfy/";
    private const string Model = "models/runcomfy/kling/kling-3.0/pro/text-to-video.html";

    // The index page of each service, and the page of one model for each kind of output.
    private static readonly string[] ModelPages =
    [
        Index, "models/fal/", "models/replicate/", Model, "models/fal/fal-ai/flux-1/dev.html", "models/fal/fal-ai/elevenlabs/music.html",
        "models/replicate/anthropic/claude-4-sonnet.html", "models/fal/fal-ai/hunyuan3d/v2.html",
    ];

    [FactWith("npm")]
    public void Every_link_leads_to_a_file_of_the_site()
    {
        var pages = Directory.GetFiles(site.Folder, "*.html", SearchOption.AllDirectories);
        var copies = Directory.GetFiles(site.Folder, "*.md", SearchOption.AllDirectories);
        var dead = pages
            .SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, Address: link.Groups[1].Value)))
            .Concat(ListLink().Matches(File.ReadAllText(Path.Combine(site.Folder, "llms.txt")))
                .Select(link => (Page: "llms.txt", Address: link.Groups[1].Value)))
            .Concat(copies.Append(Path.Combine(site.Folder, "llms-full.txt"))
                .SelectMany(copy => CopyLink().Matches(File.ReadAllText(copy))
                    .Select(link => (Page: copy, Address: link.Groups["to"].Value)))
                .Where(static link => link.Address.Length > 0))
            .Where(link => site.FileOf(link.Address) is null)
            .Distinct();

        Assert.True(pages.Length > 290 && copies.Length > 290, $"{pages.Length} pages, {copies.Length} copies");
        Assert.Empty(dead);
    }

    [FactWith("npm")]
    public void No_file_of_the_site_includes_another_file() =>
        Assert.DoesNotContain(
            Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories),
            static file => File.ReadAllText(file).Contains(BuiltSite.Secret, StringComparison.Ordinal));

    [FactWith("npm")]
    public void One_file_has_all_pages()
    {
        var all = File.ReadAllText(Path.Combine(site.Folder, "llms-full.txt"));

        foreach (var path in Pages())
        {
            Assert.Contains($"\nurl: {BuiltSite.Base}{path}\n", all, StringComparison.Ordinal);
        }

        Assert.Contains("\n# kling/kling-3.0/pro/text-to-video\n", all, StringComparison.Ordinal);
    }

    [TheoryWith("npm")]
    [InlineData("fal")]
    [InlineData("replicate")]
    public void Every_model_of_a_service_has_a_page_and_a_line_in_the_index(string service)
    {
        var schemas = Path.Combine(BuiltSite.Repository, "services", service);
        var index = File.ReadAllText(Path.Combine(site.Folder, "models", service, "index.html"));
        var models = Directory.GetFiles(schemas, "input.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(schemas, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .ToList();

        Assert.True(models.Count > 40, $"{models.Count} models");
        Assert.All(models, id => Assert.Contains($"href=\"./{id}.html\"", index, StringComparison.Ordinal));
        Assert.All(models, id => Assert.DoesNotContain(
            "Next page", File.ReadAllText(site.FileOf($"{BuiltSite.Base}models/{service}/{id}.html")!), StringComparison.Ordinal));
    }

    [FactWith("npm", "chromium")]
    public async Task Axe_finds_no_violation_in_light_or_dark_and_no_page_is_too_wide_for_a_phone()
    {
        (ColorScheme Scheme, int Width)[] views =
        [
            (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Dark, 390), (ColorScheme.Light, 390),
        ];
        var problems = new List<string>();
        await using var test = await OpenAsync("");
        var page = test.Page;
        foreach (var path in Pages().Select(static path => Path.ChangeExtension(path, "html")).Concat(ModelPages))
        {
            await page.GotoAsync(AddressOf(path).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
            foreach (var (scheme, width) in views)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 800);
                await page.WaitForFunctionAsync(
                    "isDark => document.documentElement.classList.contains('dark') === isDark", scheme == ColorScheme.Dark);
                var shown = $"{path}, {scheme}, {width} pixels";
                problems.AddRange((await page.AxeFindingsAsync()).Select(found => $"{shown}: {found}"));
                problems.AddRange(await page.OverflowAsync() == 0 ? [] : [$"{shown}: too wide"]);
                await test.SaveScreenshotAsync($"site-{path.Replace('/', '-')}-{width}-{scheme}");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.Empty(test.Errors);
        Assert.Empty(test.Foreign);
    }

    [TheoryWith("npm", "chromium")]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Axe_finds_no_violation_on_the_page_of_the_emulator(ColorScheme scheme, int width)
    {
        var time = new FakeTime();
        await using var emulator = await PageEmulator.StartAsync(
            options => (options.TimeProvider, options.RunTime) = (time, TimeSpan.FromHours(1)),
            ("acme/a-model-with-a-rather-long-name/image-to-video", EmulatorPageTests.Model));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator), scheme, width);
        var page = test.Page;
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Submit" });

        await page.GetByRole(AriaRole.Link, new() { Name = "image-to-video" }).WaitForAsync();
        Assert.Empty(await page.AxeFindingsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "image-to-video" }).ClickAsync();
        await submit.WaitForAsync();
        Assert.Empty(await page.AxeFindingsAsync());
        await submit.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("refused");
        Assert.Empty(await page.AxeFindingsAsync());
        await page.GetByLabel("Prompt").FillAsync("A star.");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "image_urls 1" }).FillAsync("https://example.org/a.png");
        await submit.ClickAsync();
        await page.GetByRole(AriaRole.Progressbar).WaitForAsync();
        Assert.Empty(await page.AxeFindingsAsync());
        time.Advance(TimeSpan.FromHours(1));
        await page.WaitForFunctionAsync("() => document.querySelector('video')?.readyState >= 2");
        Assert.Empty(await page.AxeFindingsAsync());
        emulator.Faults.Add("job:fail=too dark");
        emulator.Faults.Add("status:503,rate=10%");
        await submit.ClickAsync();
        await page.GetByRole(AriaRole.Progressbar).WaitForAsync();
        time.Advance(TimeSpan.FromHours(1));
        await Expect(page.Locator("#jobs")).ToContainTextAsync("too dark");
        Assert.Empty(await page.AxeFindingsAsync());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(test.Errors);
        await test.SaveScreenshotAsync($"emulator-{width}-{scheme}");
    }

    [FactWith("npm", "chromium")]
    public async Task The_index_has_120_models_with_title_kind_and_price_on_three_screens()
    {
        await using var test = await OpenAsync(Index);
        var page = test.Page;
        var lines = page.Locator(".vp-doc li");

        Assert.True(await lines.CountAsync() >= 120);
        Assert.All(
            await lines.AllInnerTextsAsync(),
            static line => Assert.Matches(@"^.{3,}\s+(image|video|audio|text|3d)\s+\$0\.14 per second$", line));
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), 1, 3 * 800);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "kling (17)" })).ToBeVisibleAsync();
    }

    [FactWith("npm", "chromium")]
    public async Task The_picture_of_the_job_states_is_shown()
    {
        await using var test = await OpenAsync("reference/job-states.html");

        Assert.True(await test.Page.Locator(".vp-doc img").EvaluateAsync<bool>("image => image.naturalWidth > 0"));
    }

    [FactWith("npm", "chromium")]
    public async Task A_tab_shows_the_call_in_its_language()
    {
        await using var test = await OpenAsync(Model);
        var page = test.Page;
        await Expect(page.GetByText("await using var client")).ToBeVisibleAsync();

        await page.GetByText("Command line", new() { Exact = true }).ClickAsync();

        await Expect(page.GetByText("schemasdk run kling/kling-3.0/pro/text-to-video")).ToBeVisibleAsync();
        await Expect(page.GetByText("await using var client")).ToBeHiddenAsync();
    }

    [FactWith("npm", "chromium")]
    public async Task Text_of_hostile_schemas_stays_text()
    {
        await using var test = await OpenAsync("models/runcomfy/acme/hostile.html");
        var page = test.Page;
        await Expect(page.GetByText(BuiltSite.Attack, new() { Exact = true }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("hostile onerror");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();

        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Equal("acme/hostile | SchemaSdk", await page.TitleAsync());
        Assert.Empty(test.Errors);
    }

    private static IEnumerable<string> Pages()
    {
        var docs = Path.Combine(BuiltSite.Repository, "docs");
        return Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories)
            .Select(page => Path.GetRelativePath(docs, page).Replace('\\', '/').Replace("README.md", "index.md", StringComparison.Ordinal));
    }

    private Task<BrowserPage> OpenAsync(string path) =>
        BrowserPage.OpenAsync(chromium, AddressOf(path), ColorScheme.Light, 1280, 800, site.FileOf);

    private static Uri AddressOf(string path) => new($"http://localhost{BuiltSite.Base}{path}");

    [GeneratedRegex("""<(?:a|link|img|script)\b[^>]*\s(?:href|src)="(/[^"#?]*)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((/[^)#]*)")]
    private static partial Regex ListLink();

    // Escaped characters and code match as a whole, so that text in them does not count as a link.
    [GeneratedRegex(@"\\.|(?<ticks>`+)(?!`)[\s\S]*?(?<!`)\k<ticks>(?!`)|\]\((?!\w+:)(?<to>[^)#\s]*)")]
    private static partial Regex CopyLink();
}
