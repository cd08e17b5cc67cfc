using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;
using static SchemaSdk.Emulation.Tests.Browser.Emulator.EmulatorPageTests;

namespace SchemaSdk.Emulation.Tests.Browser.Emulator;

[Collection(nameof(BrowserCollection))]
[Trait("Size", "Full")]
public sealed class EmulatorAccessTests(Chromium chromium)
{
    [FactWith("chromium")]
    public async Task The_page_works_with_the_keyboard_alone()
    {
        await using var emulator = await EmulatorWithPage.StartAsync(
            null, ("acme/moon", Model), ("acme/star", """{"type":"object","properties":{"prompt":{"type":"string"}}}"""));
        await using var test = await BrowserPage.OpenAsync(chromium, emulator.Address);
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

    [FactWith("chromium")]
    public async Task Every_part_has_a_name_every_text_is_readable_and_the_page_is_never_too_wide()
    {
        await using var emulator = await EmulatorWithPage.StartAsync(null, ("acme/a-model-with-a-rather-long-name/image-to-video", Model));
        emulator.Emulator.Faults.Add("job:fail=too dark");
        emulator.Emulator.Faults.Add("status:503,rate=10%");
        await using var test = await BrowserPage.OpenAsync(
            chromium, new Uri(emulator.Address, "#acme%2Fa-model-with-a-rather-long-name%2Fimage-to-video"));
        var page = test.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("refused");
        await page.GetByLabel("Prompt").FillAsync("A star.");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "image_urls 1" }).FillAsync("https://example.org/a.png");
        for (var jobs = 1; jobs <= 2; jobs++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
            await Expect(page.Locator("#jobs > li")).ToHaveCountAsync(jobs);
        }

        await page.GetByText("Result").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('video')?.readyState >= 2");

        foreach (var (name, scheme, width) in new[]
        {
            ("light", ColorScheme.Light, 1440), ("dark", ColorScheme.Dark, 1440), ("narrow", ColorScheme.Light, 360),
        })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);

            Assert.Empty(await page.FaintTextsAsync());
            Assert.Empty(await page.NamelessPartsAsync());
            Assert.Equal(0, await page.OverflowAsync());
            await test.SaveScreenshotAsync($"emulator-{name}");
        }

        Assert.Empty(test.Errors);
    }
}
