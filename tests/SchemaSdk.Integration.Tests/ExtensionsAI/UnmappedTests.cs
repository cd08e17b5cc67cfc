using System.Drawing;
using System.IO.Pipelines;
using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests that a setting that would have no effect is refused before anything is paid for.</summary>
public sealed class UnmappedTests : AdapterTest
{
    private const string Image = """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""";

    [Theory]
    [InlineData("""{ "image_size": { "enum": ["square_hd", "landscape_4_3"] } }""", 2048, 2048, """{"image_size":"square_hd"}""")]
    [InlineData("""{ "image_size": { "enum": ["square_hd", "landscape_4_3"] } }""", 2050, 2050, null)]
    [InlineData("""{ "size": { "enum": ["1024x1024", "1536x1024"] } }""", 4096, 4096, null)]
    [InlineData("""{ "size": { "enum": ["1024x1024", "1536x1024"] } }""", 300, 300, null)]
    [InlineData("""{ "resolution": { "enum": ["1K", "4K"] }, "image_size": { "enum": ["square_hd"] } }""", 4096, 4096,
        """{"image_size":"square_hd","resolution":"4K"}""")]
    [InlineData("""{ "resolution": { "enum": ["1K"] }, "aspect_ratio": { "enum": ["1:1"] } }""", 2050, 2050, null)]
    [InlineData("""{ "aspect_ratio": { "enum": ["1:1"] } }""", 4096, 4096, """{"aspect_ratio":"1:1"}""")]
    [InlineData("""{ "aspect_ratio": { "type": "string", "default": "4:3" } }""", 1920, 1080, """{"aspect_ratio":"16:9"}""")]
    [InlineData("""{ "aspect_ratio": { "type": "string", "default": "1024x1024" } }""", 1920, 1080, """{"aspect_ratio":"1920x1080"}""")]
    [InlineData("""{ "size": { "type": "string", "examples": ["1280*720"] } }""", 1920, 1080, """{"size":"1920*1080"}""")]
    [InlineData("""{ "size": { "enum": ["１０２４x１０２４", "1024x1024"] } }""", 1024, 1024, """{"size":"1024x1024"}""")]
    [InlineData("""{ "size": { "enum": ["１０２４x１０２４"] } }""", 1024, 1024, null)]
    [InlineData("""{ "aspect_ratio": { "type": "string" } }""", 1920, 1080, null)]
    [InlineData("""{ "aspect_ratio": { "type": "string", "default": "wide" } }""", 1920, 1080, null)]
    public async Task A_size_is_sent_in_the_form_of_the_schema_and_differs_by_at_most_a_factor_of_two(
        string properties, int width, int height, string? input)
    {
        var model = new SchemaInfo("acme/pen/draw", $$"""{ "type": "object", "properties": {{properties}} }""", Image);
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();

        var run = generator.GenerateAsync(new(), new() { ImageSize = new Size(width, height) });

        if (input is null)
        {
            await Assert.ThrowsAsync<ModelInputException>(() => run);
            Assert.Empty(bench.Inputs);
        }
        else
        {
            await run;
            Assert.Equal(input, bench.Input.GetRawText());
        }
    }

    [Theory]
    [InlineData("output_format", "png", "image/jpeg", "jpeg")]
    [InlineData("output_format", "jpg", "image/jpeg", "jpg")]
    [InlineData("output_format", "image/png", "image/jpeg", "image/jpeg")]
    [InlineData("output_format", null, "image/jpeg", null)]
    [InlineData("language", "en", "de-CH", "de")]
    [InlineData("language", "en-US", "de-CH", "de-CH")]
    [InlineData("language", "en-US", "de", null)]
    [InlineData("language", "auto", "de", null)]
    [InlineData("language", null, "de-CH", null)]
    public async Task A_name_is_sent_in_the_form_of_the_default_or_refused(string name, string? shown, string wanted, string? sent)
    {
        var model = new SchemaInfo(
            "acme/mouth/speak",
            $$"""
            {
              "type": "object",
              "properties": {
                "prompt": { "type": "string" },
                "{{name}}": { "type": "string"{{(shown is null ? "" : $", \"default\": \"{shown}\"")}} }
              }
            }
            """,
            Image);
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();
        using var speaker = model.Of(bench.Client).AsTextToSpeechClient();

        var error = await Record.ExceptionAsync(async () => _ = name == "language"
            ? (object)await speaker.GetAudioAsync("a", new() { Language = wanted })
            : await generator.GenerateImagesAsync("a", new() { MediaType = wanted }));

        if (sent is null)
        {
            Assert.Contains(
                $"AdditionalProperties[\"{name}\"]", Assert.IsType<ModelInputException>(error).Message, StringComparison.Ordinal);
            Assert.Empty(bench.Inputs);
        }
        else
        {
            Assert.Equal(sent, bench.Input.GetProperty(name).GetString());
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Several_runs_are_refused_if_the_input_has_a_stream_that_can_be_sent_only_once(int count, int runs)
    {
        var model = new SchemaInfo(
            "acme/pen/trace", """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""", Image);
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();
        await using var pipe = PipeReader.Create(new MemoryStream(new byte[1_000])).AsStream(); // cannot be rewound

        var error = await Record.ExceptionAsync(() => generator.GenerateAsync(
            new(), new() { Count = count, AdditionalProperties = new() { ["image"] = ModelFile.FromStream(pipe, "image/png") } }));

        Assert.Equal((runs, runs == 0), (bench.Inputs.Count, error is ModelInputException));
    }

    [Theory]
    [InlineData(3, null, 5, 0)]
    [InlineData(1, null, 5, 1)]
    [InlineData(3, 42, null, 0)]
    [InlineData(3, 42, 7, 0)]
    [InlineData(3, -1, 7, 0)]
    [InlineData(3, -1, -1, 3)]
    [InlineData(3, -1, null, 3)]
    public async Task Several_runs_are_refused_if_their_seed_is_fixed_but_not_if_it_is_random(int count, int? standard, int? seed, int runs)
    {
        var model = new SchemaInfo(
            "acme/pen/draw",
            $$"""
            { "type": "object", "properties": { "seed": { "type": "integer"{{(standard is null ? "" : $", \"default\": {standard}")}} } } }
            """,
            Image);
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();

        var error = await Record.ExceptionAsync(() => generator.GenerateAsync(
            new(), new() { Count = count, AdditionalProperties = seed is null ? null : new() { ["seed"] = seed } }));

        Assert.Equal(runs, bench.Inputs.Count);
        if (runs == 0)
        {
            var shown = seed is null ? $"{standard}, the default" : $"{seed}";
            Assert.Contains(
                $"with the same seed ({shown}) every run", Assert.IsType<ModelInputException>(error).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(error);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    public async Task A_number_that_no_model_accepts_is_refused(float speed)
    {
        using var speaker = Bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient();

        await Assert.ThrowsAsync<ModelInputException>(() => speaker.GetAudioAsync("a", new() { Speed = speed }));

        Assert.Empty(Bench.Inputs);
    }

    [Theory]
    [InlineData("model", "calls only bytedance/seedream-5.0-pro/text-to-image")]
    [InlineData("streams", "StreamingCount")]
    [InlineData("hosted", "Use Uri or Data")]
    [InlineData("count", "Count")]
    public async Task An_option_that_the_generator_cannot_apply_is_refused_even_if_the_application_maps_the_input(string what, string words)
    {
        var model = Bench.Client.Bytedance.Seedream5_0Pro.TextToImage;
        using var generator = model.AsImageGenerator();
        using var own = model.AsImageGenerator(static (request, _) => new() { Prompt = request.Prompt! });
        var options = what switch
        {
            "model" => new ImageGenerationOptions { ModelId = "another" },
            "streams" => new() { StreamingCount = 2 },
            "hosted" => new() { ResponseFormat = ImageGenerationResponseFormat.Hosted },
            _ => new() { Count = 0 },
        };

        foreach (var maker in (IImageGenerator[])[generator, own])
        {
            var exception = await Assert.ThrowsAsync<ModelInputException>(() => maker.GenerateImagesAsync("a kite", options));

            Assert.Contains(words, exception.Message, StringComparison.Ordinal);
            Assert.EndsWith("Nothing was sent.", exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task Another_model_is_refused_even_if_the_application_maps_the_input()
    {
        using var chat = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient(static (_, _) => new() { Prompt = "a" });
        using var speaker = Bench.Client.Bytedance.SeedAudio1_0.TextToAudio.AsTextToSpeechClient(static (_, _) => new() { Prompt = "a" });

        await Assert.ThrowsAsync<ModelInputException>(() => chat.GetResponseAsync("a", new ChatOptions { ModelId = "another" }));
        await Assert.ThrowsAsync<ModelInputException>(() => speaker.GetAudioAsync("a", new() { ModelId = "another" }));

        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task A_misspelled_setting_is_refused()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Generator.GenerateImagesAsync(
            "a kite", new() { AdditionalProperties = new() { ["schemasdk.maxPrice"] = 0.1m } }));

        Assert.Contains("WithMaxPrice", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }

    [Theory]
    [InlineData("escaped half")]
    [InlineData("NaN")]
    [InlineData("list with NaN")]
    public async Task An_additional_property_that_is_not_valid_JSON_is_refused(string what)
    {
        using var chat = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient();
        object value = what switch
        {
            "escaped half" => JsonDocument.Parse("\"hi \\ud83d\"").RootElement,
            "NaN" => double.NaN,
            _ => new[] { double.NaN },
        };

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => chat.GetResponseAsync(
            "it moves", new ChatOptions { AdditionalProperties = new() { ["negative_prompt"] = value } }));

        Assert.StartsWith("AdditionalProperties[\"negative_prompt\"] cannot be used", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }
}
