using System.Diagnostics;
using System.Drawing;
using Microsoft.Extensions.AI;
using SchemaSdk.RunComfy.Models.Bytedance.Seedream5_0Pro;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class ImageGeneratorTests : AdapterTest
{
    [Fact]
    public async Task Options_become_inputs_of_the_model_and_the_result_has_cost_and_request_id()
    {
        var response = await Generator.GenerateImagesAsync(
            "a kite", new() { ImageSize = new Size(1920, 1080), MediaType = "image/jpeg", Count = 1 });

        Assert.Equal(
            """{"prompt":"a kite","aspect_ratio":"16:9","resolution":"1K","output_format":"jpeg"}""", Bench.Input.GetRawText());
        var content = Assert.IsType<UriContent>(Assert.Single(response.Contents));
        var result = Assert.IsType<ModelResult<TextToImageOutput>>(response.RawRepresentation);
        Assert.Equal(result.RequestId, content.AdditionalProperties![ModelProperties.RequestId]);
        Assert.Equal(result.CostUsd, content.AdditionalProperties[ModelProperties.CostUsd]);
        Assert.NotNull(result.CostUsd);
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task The_same_key_pays_once_even_if_the_first_call_returns_an_address_and_the_second_the_data()
    {
        var address = await Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions().WithKey("kite 1"));
        var data = await Generator.GenerateImagesAsync(
            "a kite", new ImageGenerationOptions { ResponseFormat = ImageGenerationResponseFormat.Data }.WithKey("kite 1"));

        Assert.Equal("kite 1", Assert.IsType<UriContent>(Assert.Single(address.Contents)).AdditionalProperties![ModelProperties.Key]);
        var content = Assert.IsType<DataContent>(Assert.Single(data.Contents));
        Assert.True(content.HasTopLevelMediaType("image"), content.MediaType);
        Assert.NotEqual(0, content.Data.Length);
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task Above_the_maximum_price_nothing_is_sent()
    {
        await Assert.ThrowsAsync<ModelBudgetException>(() =>
            Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions().WithMaxPrice(0.0001m)));

        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task A_key_that_has_no_room_for_the_number_of_the_last_run_is_refused_before_anything_is_sent()
    {
        var options = new ImageGenerationOptions { Count = 10 }.WithKey(new string('a', 198));

        await Assert.ThrowsAsync<ArgumentException>(() => Generator.GenerateImagesAsync("a kite", options));

        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task A_count_above_one_starts_several_runs_with_numbered_keys_if_a_run_makes_one_image()
    {
        var response = await Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites"));
        await Generator.GenerateImagesAsync("a kite", new ImageGenerationOptions { Count = 3 }.WithKey("kites"));

        Assert.Equal(
            ["kites/1", "kites/2", "kites/3"],
            response.Contents.Select(static content => content.AdditionalProperties![ModelProperties.Key]));
        Assert.Equal(3, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_model_that_makes_several_images_gets_the_count()
    {
        using var generator = Bench.Client.WanAi.Wan2_7.Edit.AsImageGenerator();

        await generator.EditImagesAsync(
            [new UriContent("https://example.com/boat.png", "image/png")], "at night", new() { Count = 3, ImageSize = new(1600, 900) });

        Assert.Equal(
            """{"prompt":"at night","image_urls":["https://example.com/boat.png"],"image_size":"landscape_16_9","num_images":3}""",
            Bench.Input.GetRawText());
    }

    [Fact]
    public async Task An_address_that_the_output_repeats_from_the_input_is_not_a_result()
    {
        using var generator = Bench.Client.WanAi.Wan2_7.Edit.AsImageGenerator();
        Bench.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", """
            {"status":"completed","output":{"image":"https://example.com/boat.png","images":["https://example.com/night.png"]}}
            """));

        var response = await generator.EditImagesAsync([new UriContent("https://example.com/boat.png", "image/png")], "at night", new());

        Assert.Equal("https://example.com/night.png", Assert.IsType<UriContent>(Assert.Single(response.Contents)).Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("size", "aspect_ratio (1:1, 4:3, 3:4, 16:9")]
    [InlineData("media type", "output_format (png, jpeg)")]
    [InlineData("images", "has no input image_urls")]
    [InlineData("property", "It has aspect_ratio, output_format, prompt, resolution")]
    [InlineData("too large", "resolution (1K, 2K)")]
    public async Task An_option_that_does_not_map_is_refused_before_anything_is_sent(string what, string words)
    {
        var options = what switch
        {
            "size" => new ImageGenerationOptions { ImageSize = new(3000, 100) },
            "too large" => new() { ImageSize = new(8192, 8192) },
            "media type" => new() { MediaType = "image/tiff" },
            "property" => new() { AdditionalProperties = new() { ["seed"] = 5 } },
            _ => new(),
        };
        AIContent[]? images = what == "images" ? [new UriContent("https://example.com/boat.png", "image/png")] : null;

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => Generator.GenerateAsync(new("a kite", images), options));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task Options_add_to_an_input_of_the_application_and_never_overwrite_it()
    {
        var own = new ImageGenerationOptions
        {
            MediaType = "image/png",
            RawRepresentationFactory = static _ => new TextToImageInput { Prompt = "a kite", Resolution = "1K" },
        };

        await Generator.GenerateImagesAsync("a kite", own);
        var exception = await Assert.ThrowsAsync<ModelInputException>(() => Generator.GenerateImagesAsync("a boat", own));
        var other = await Assert.ThrowsAsync<ModelInputException>(() =>
            Generator.GenerateImagesAsync("a boat", new() { RawRepresentationFactory = static _ => "a boat" }));

        Assert.Equal("""{"prompt":"a kite","resolution":"1K","output_format":"png"}""", Bench.Input.GetRawText());
        Assert.Contains("Prompt", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TextToImageInput", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_can_map_requests_itself()
    {
        using var generator = Bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator(
            static (request, _) => new() { Prompt = $"{request.Prompt}, in oil" }, static output => [output.Image!]);

        var response = await generator.GenerateImagesAsync("a kite");

        Assert.Equal("""{"prompt":"a kite, in oil"}""", Bench.Input.GetRawText());
        Assert.Single(response.Contents);
    }

    // Of two members with the same name, the last one is used.
    [Fact]
    public async Task A_schema_and_an_input_may_repeat_a_member()
    {
        var model = new SchemaInfo(
            "acme/pen/draw",
            """{ "title": "a", "properties": { "ink": { "title": "a", "title": "b" }, "prompt": { "type": "string" } }, "title": "b" }""",
            """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""");
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();

        var schema = model.Of(bench.Client).AsAIFunction().JsonSchema;
        await generator.GenerateAsync(new(), new()
        {
            RawRepresentationFactory = static _ => JsonElement.Parse("""{"prompt":"a boat","prompt":"a kite"}"""),
        });

        Assert.Equal("""{"title":"b"}""", schema.GetProperty("properties").GetProperty("ink").GetRawText());
        Assert.Equal("b", Assert.Single(schema.EnumerateObject(), static member => member.Name == "title").Value.GetString());
        Assert.Equal("""{"prompt":"a kite"}""", bench.Input.GetRawText());
    }

    [Fact]
    public async Task The_generator_works_with_OpenTelemetry_and_names_its_service_and_model()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "adapters",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var generator = Bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator()
            .AsBuilder().UseOpenTelemetry(sourceName: "adapters").Build();

        await generator.GenerateImagesAsync("a kite");

        var span = Assert.Single(spans);
        Assert.Equal("runcomfy", span.GetTagItem("gen_ai.provider.name"));
        Assert.NotNull(generator.GetService<ModelInfo>());
        Assert.Same(Bench.Client, generator.GetService<RunComfyClient>());
    }
}
