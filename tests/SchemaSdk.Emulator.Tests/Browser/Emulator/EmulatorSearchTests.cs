using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;

namespace SchemaSdk.Emulation.Tests.Browser.Emulator;

[Collection(nameof(BrowserCollection))]
[Trait("Size", "Full")]
public sealed class EmulatorSearchTests(Chromium chromium)
{
    [FactWith("chromium")]
    public async Task After_a_submit_the_job_is_in_view_and_its_result_is_expanded()
    {
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/text-to-video", """{ "properties": {} }"""));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Ftext-to-video"));
        var page = test.Page;
        await page.SetViewportSizeAsync(390, 300);

        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(page.Locator("#jobs li")).ToBeInViewportAsync();
        await Expect(page.Locator("video")).ToBeVisibleAsync();
    }

    [FactWith("chromium")]
    public async Task A_long_default_is_truncated_and_a_required_member_has_a_sample_value()
    {
        var sample = string.Join(' ', Enumerable.Repeat("A paper boat drifts.", 100));
        var schema = $$"""
            {
              "required": ["prompt"],
              "properties": {
                "prompt": { "type": "string", "default": "{{sample}}" },
                "negative_prompt": { "type": "string", "default": "{{sample}}" }
              }
            }
            """;
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/star", schema));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fstar"));

        await Expect(test.Page.Locator(".hint")).ToHaveTextAsync(
            [$"such as \"{sample[..58]}…", $"\"{sample[..58]}… if left out"]);
        Assert.Equal(0, await test.Page.Locator("textarea[placeholder]").CountAsync());
    }

    [FactWith("chromium")]
    public async Task The_service_redirects_a_browser_to_the_page_and_the_search_accepts_words_in_any_order()
    {
        await using var emulator = await PageEmulator.StartAsync(
            null, ("acme/star-2/pro/text-to-video", "{}"), ("acme/star-2/pro/edit", "{}"), ("acme/moon/text-to-video", "{}"));
        await using var test = await BrowserPage.OpenAsync(chromium, emulator.Address);
        await Expect(test.Page).ToHaveURLAsync(PageEmulator.PageOf(emulator).AbsoluteUri);

        await test.Page.GetByLabel("Find a model").FillAsync("video  Star pro ");

        await Expect(test.Page.Locator("#models li")).ToHaveCountAsync(1);
        await Expect(test.Page.Locator("#models li")).ToContainTextAsync("acme/star-2/pro");
    }

    [FactWith("chromium")]
    public async Task The_page_works_with_the_keyboard_alone()
    {
        await using var emulator = await PageEmulator.StartAsync(
            null, ("acme/moon", "{}"), ("acme/star", """{"type":"object","properties":{"prompt":{"type":"string"}}}"""));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator));
        var page = test.Page;
        await Expect(page.Locator("#model-count")).ToHaveTextAsync("2");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the form" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.ShowsFocusAsync());
        await page.Keyboard.TypeAsync("star");
        await Expect(page.Locator("#model-count")).ToHaveTextAsync("1 of 2");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.ShowsFocusAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("prompt")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("By keys.");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.ShowsFocusAsync());
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Accepted");
    }
}
