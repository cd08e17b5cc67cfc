using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;
using static SchemaSdk.Emulation.Tests.Browser.Emulator.EmulatorPageTests;

namespace SchemaSdk.Emulation.Tests.Browser.Emulator;

/// <summary>The page serves those who use a keyboard, a dark screen or a narrow one.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class EmulatorAccessTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_is_used_with_the_keyboard_alone()
    {
        await using var emulator = await EmulatorTest.StartAsync(
            null, ("acme/moon", Model), ("acme/star", """{"type":"object","properties":{"prompt":{"type":"string"}}}"""));
        await using var test = await PageTest.OpenAsync(chromium, emulator.Address);
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

    [Theory]
    [InlineData("light", ColorScheme.Light, 1440)]
    [InlineData("dark", ColorScheme.Dark, 1440)]
    [InlineData("narrow", ColorScheme.Light, 360)]
    public async Task Every_part_has_a_name_every_text_can_be_read_and_nothing_is_cut_off(string name, ColorScheme scheme, int width)
    {
        await using var emulator = await EmulatorTest.StartAsync(null, ("acme/a-model-with-a-rather-long-name/image-to-video", Model));
        emulator.Emulator.Faults.Add("job:fail=too dark");
        emulator.Emulator.Faults.Add("status:503,rate=10%");
        await using var test = await PageTest.OpenAsync(
            chromium, new Uri(emulator.Address, "#acme%2Fa-model-with-a-rather-long-name%2Fimage-to-video"), scheme, width);
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

        Assert.Empty(await page.FaintTextsAsync());
        Assert.Empty(await page.NamelessPartsAsync());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(test.Errors);
        await test.KeepPictureAsync($"emulator-{name}");
    }
}
