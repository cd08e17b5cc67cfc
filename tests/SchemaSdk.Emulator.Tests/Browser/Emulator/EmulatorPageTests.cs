using Microsoft.Playwright;
using SchemaSdk.Emulation.Tests.Browser.Surroundings;
using static Microsoft.Playwright.Assertions;

namespace SchemaSdk.Emulation.Tests.Browser.Emulator;

[Collection(nameof(BrowserCollection))]
public sealed class EmulatorPageTests(Chromium chromium)
{
    internal const string Model = """
        {
          "type": "object",
          "required": ["prompt", "image_urls"],
          "properties": {
            "prompt": { "type": "string", "title": "Prompt", "description": "The scene.", "minLength": 3 },
            "seconds": { "type": "integer", "minimum": 3, "maximum": 15, "default": 5 },
            "seed": { "type": "integer" },
            "ratio": { "type": "string", "enum": ["16:9", "9:16"] },
            "sound": { "type": "boolean" },
            "image_urls": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
            "camera": { "type": "object", "properties": { "zoom": { "type": "number", "maximum": 1 } } },
            "shots": {
              "type": "array",
              "items": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } }
            },
            "style": { "anyOf": [{ "type": "string", "title": "name" }, { "type": "integer", "title": "number" }] }
          }
        }
        """;

    private const string Attack = "<img src=x onerror=document.title='hit'><script>document.title='hit'</script>";

    [FactWith("chromium")]
    public async Task A_form_submits_the_typed_input_and_the_video_of_the_result_plays()
    {
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/image-to-video", Model));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator));
        var page = test.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "image-to-video" }).ClickAsync();

        await page.GetByLabel("Prompt").FillAsync("A star.");
        await page.GetByLabel("seconds").FillAsync("07");
        await page.GetByLabel("seed").FillAsync("9007199254740993");
        await page.GetByLabel("ratio").SelectOptionAsync("9:16");
        await page.GetByLabel("sound").SelectOptionAsync("false");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "image_urls 1" }).FillAsync("https://example.org/a.png");
        await page.GetByLabel("zoom").FillAsync("0.5");
        var shots = page.GetByRole(AriaRole.Group, new() { Name = "shots" });
        await shots.GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await page.GetByLabel("text").FillAsync("First.");
        await page.GetByLabel("style").SelectOptionAsync("number");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "number" }).FillAsync("3");
        var input = await page.GetByLabel("Input as JSON").TextContentAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        var video = page.Locator("video");
        await video.EvaluateAsync("video => { video.muted = true; return video.play(); }");
        await page.WaitForFunctionAsync("() => document.querySelector('video').currentTime > 0");

        Assert.Equal(
            """{"prompt":"A star.","image_urls":["https://example.org/a.png"],"seconds":7,"seed":9007199254740993,"""
            + """ "ratio":"9:16","sound":false,"camera":{"zoom":0.5},"shots":[{"text":"First."}],"style":3}""".TrimStart(),
            string.Concat(input!.Split('\n').Select(line => line.Trim())).Replace("\": ", "\":", StringComparison.Ordinal));
        await Expect(page.Locator("#count-paid-submits")).ToHaveTextAsync("1");
        await Expect(page.Locator("#count-requests")).ToHaveTextAsync("1");
        Assert.Equal((1, 1), (emulator.Bills, emulator.Requests));
        Assert.Empty(test.Errors);
        Assert.Empty(test.Foreign);
        await test.SaveScreenshotAsync("emulator-result");
    }

    [FactWith("chromium")]
    public async Task An_error_is_shown_at_its_field_a_file_is_sent_as_a_data_URI_and_the_image_of_the_result_is_shown()
    {
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/edit-image", Model));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fedit-image"));
        var page = test.Page;
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Submit" });
        await page.GetByLabel("Prompt").FillAsync("A star.");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "image_urls 1" }).FillAsync("https://example.org/a.png");
        await page.GetByLabel("seconds").FillAsync("99");
        await page.GetByLabel("zoom").FillAsync("2");

        await submit.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("refused the submit with status 422");
        await Expect(page.GetByLabel("seconds")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("seconds")).ToHaveAccessibleDescriptionAsync(
            "3 to 15; 5 if left out /seconds is 99; it must be at most 15.");
        await Expect(page.GetByLabel("zoom")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, emulator.Bills);

        await page.GetByLabel("seconds").FillAsync("9");
        await page.GetByLabel("zoom").FillAsync("1");
        await page.GetByLabel("File for image_urls 1").SetInputFilesAsync(
            new FilePayload { Name = "a.txt", MimeType = "text/plain", Buffer = "star"u8.ToArray() });
        await Expect(page.GetByLabel("Input as JSON")).ToContainTextAsync("data:text/plain;base64,c3Rhcg==");
        await submit.ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.media img')?.naturalWidth > 0");
        Assert.Empty(test.Errors);
    }

    [FactWith("chromium")]
    public async Task Text_of_hostile_schemas_stays_text()
    {
        var hostile = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["title"] = Attack,
            ["required"] = new[] { Attack, "__proto__" },
            ["properties"] = new Dictionary<string, object>
            {
                [Attack] = new { type = "string", title = Attack, description = Attack, @default = Attack },
                ["__proto__"] = new { type = "integer" },
                ["pick"] = new Dictionary<string, object> { ["enum"] = new[] { Attack } },
                ["loop"] = new Dictionary<string, object> { ["$ref"] = "#/properties/loop" },
            },
        });
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/star", hostile));
        emulator.Faults.Add("job:fail=" + Attack);
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fstar"));
        var page = test.Page;

        await page.GetByLabel(Attack).FillAsync(Attack);
        await page.GetByLabel("__proto__").FillAsync("4");
        await page.GetByLabel("pick").SelectOptionAsync(Attack);
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(page.Locator("#jobs .error")).ToHaveTextAsync(Attack);
        await Expect(page.GetByLabel("Input as JSON")).ToContainTextAsync("\"__proto__\": 4");
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.NotEqual("hit", await page.TitleAsync());
        Assert.Empty(test.Errors);
    }

    [FactWith("chromium")]
    public async Task The_form_of_a_recursive_input_ends_with_a_field_for_JSON()
    {
        const string Tree =
            """
            {
              "type": "object",
              "properties": { "root": { "$ref": "#/$defs/Node" } },
              "$defs": { "Node": { "type": "object", "properties": { "name": { "type": "string" }, "left": { "$ref": "#/$defs/Node" } } } }
            }
            """;
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/tree", Tree));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Ftree"));
        var page = test.Page;

        await page.GetByLabel("name").FillAsync("A");
        await page.GetByLabel("left").FillAsync("""{"name":"B"}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(page.Locator("#jobs > li")).ToHaveCountAsync(1);
        await Expect(page.GetByLabel("Input as JSON")).ToContainTextAsync("\"name\": \"B\"");
        Assert.Empty(test.Errors);
    }

    [FactWith("chromium")]
    [Trait("Size", "Full")]
    public async Task Faults_are_added_and_removed_on_the_page()
    {
        await using var emulator = await PageEmulator.StartAsync(null, ("acme/star", """{"type":"object","properties":{}}"""));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fstar"));
        var page = test.Page;
        var fault = page.GetByLabel("Add a fault");
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Submit" });

        await fault.FillAsync("submit:boom");
        await fault.PressAsync("Enter");
        await Expect(page.Locator("#fault-error")).ToContainTextAsync("'boom' is not a fault for this call");
        await fault.FillAsync("submit:lost");
        await fault.PressAsync("Enter");
        await Expect(page.Locator("#faults")).ToContainTextAsync("the next call");
        await submit.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The submit may have been accepted");
        await Expect(page.Locator("#jobs > li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#count-paid-submits")).ToHaveTextAsync("1");
        await fault.FillAsync("job:fail=too dark,rate=100%");
        await fault.PressAsync("Enter");
        await Expect(page.Locator("#faults")).ToContainTextAsync("100 % of the calls");
        await submit.ClickAsync();
        await Expect(page.Locator("#jobs")).ToContainTextAsync("too dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove all faults" }).ClickAsync();
        await Expect(page.Locator("#faults li")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget jobs" }).ClickAsync();
        await Expect(page.Locator("#jobs > li")).ToHaveCountAsync(0);

        Assert.Equal((0, 0), (emulator.Bills, emulator.Requests));
    }

    [FactWith("chromium")]
    [Trait("Size", "Full")]
    public async Task A_queued_job_is_shown_and_can_be_cancelled()
    {
        await using var emulator = await PageEmulator.StartAsync(
            options => (options.QueueTime, options.QueueDepth) = (TimeSpan.FromDays(1), 2),
            ("acme/star", """{"type":"object","properties":{}}"""));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fstar"));
        var page = test.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Expect(page.Locator("#jobs")).ToContainTextAsync("2 jobs ahead");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel job" }).ClickAsync();

        await Expect(page.Locator("#jobs .phase")).ToHaveTextAsync("cancelled");
    }

    [FactWith("chromium")]
    [Trait("Size", "Full")]
    public async Task A_running_job_shows_its_progress_and_a_stopped_emulator_is_reported()
    {
        await using var emulator = await PageEmulator.StartAsync(
            options => options.RunTime = TimeSpan.FromHours(1), ("acme/star", """{"type":"object","properties":{}}"""));
        await using var test = await BrowserPage.OpenAsync(chromium, PageEmulator.PageOf(emulator, "#acme%2Fstar"));

        await test.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(test.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(test.Page.Locator("#jobs")).ToContainTextAsync("s left");

        await emulator.DisposeAsync();
        await Expect(test.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("The emulator is not responding");
    }
}
