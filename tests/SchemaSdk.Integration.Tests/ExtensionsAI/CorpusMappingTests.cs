using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests, for many models, that an option either is mapped to an input that fits the schema, or is refused.</summary>
public sealed class CorpusMappingTests
{
    private static readonly (string What, double Share, ImageGenerationOptions Options)[] Mapped =
    [
        ("size", 0.9, new() { ImageSize = new(1024, 1024) }),
        ("portrait", 0.9, new() { ImageSize = new(768, 1024) }),
        ("media type", 0.4, new() { MediaType = "image/png" }),
        // The count is refused for models that have a fixed seed by default and make one image per run.
        ("count", 0.9, new() { Count = 2 }),
    ];

    [Fact]
    public async Task A_mapped_option_fits_the_schema_and_any_other_is_refused_before_anything_is_sent()
    {
        List<SchemaInfo> models = [.. FullRun.SampleOf(Models("text-to-image"), n: 7)];
        Assert.NotEmpty(models);
        await using var bench = new AdapterBench(models, hasLedger: false);
        foreach (var (what, share, options) in Mapped)
        {
            var (mapped, refused) = (0, new List<string>());
            foreach (var model in models)
            {
                using var generator = model.Of(bench.Client).AsImageGenerator();
                var sent = bench.Inputs.Count;
                try
                {
                    await generator.GenerateImagesAsync("a kite", options);
                    mapped++;
                }
                catch (ModelInputException exception)
                {
                    Assert.Contains("cannot be used with", exception.Message, StringComparison.Ordinal);
                    Assert.Equal(sent, bench.Inputs.Count);
                    refused.Add(exception.Message);
                }
                catch (ModelException exception) when (exception.RequestId is not null)
                {
                    // The emulated output of a few models has no file, so their runs fail after the options were mapped.
                    mapped++;
                }
            }

            Assert.True(mapped >= share * models.Count, $"{what}: {mapped} of {models.Count}\n{string.Join('\n', refused)}");
        }
    }

    // This repository has no model in the text-to-speech category.
    [Fact]
    public Task Every_speech_model_accepts_a_text() => AssertAllAcceptAsync(
        Models(CorpusFolder.Others is null ? "text-to-audio" : "text-to-speech"),
        async (model, client) =>
        {
            using var speaker = model.Of(client).AsTextToSpeechClient();
            await speaker.GetAudioAsync("Good morning.");
        });

    [Fact]
    public Task Every_image_to_video_model_accepts_the_image_of_a_message() => AssertAllAcceptAsync(
        Models("image-to-video", "prompt", "image_url", "start_image_url", "image_urls", "input_image_urls"),
        async (model, client) =>
        {
            using var chat = model.Of(client).AsChatClient();
            var image = new UriContent("https://example.com/kite.png", "image/png");
            AIContent[] contents = model.InputSchema.Contains("\"prompt\"", StringComparison.Ordinal)
                ? [new TextContent("it moves"), image]
                : [image];
            await chat.GetResponseAsync(new ChatMessage(ChatRole.User, contents));
        });

    private static async Task AssertAllAcceptAsync(List<SchemaInfo> models, Func<SchemaInfo, RunComfyClient, Task> run)
    {
        Assert.NotEmpty(models);
        await using var bench = new AdapterBench(models, hasLedger: false);
        foreach (var model in models)
        {
            var error = await Record.ExceptionAsync(() => run(model, bench.Client));

            // The emulated output of a few models has no file, so a run of such a model fails after the submit.
            Assert.True(error is null or ModelException { RequestId: not null }, $"{model.Id}: {error}");
        }

        Assert.Equal(models.Count, bench.Inputs.Count);
    }

    // Returns the models that require only members in "needed", including one other than the prompt. If "needed" is empty, returns the
    // models with a prompt or a text that require nothing else.
    private static List<SchemaInfo> Models(string category, params string[] needed)
    {
        var files = CorpusFolder.Others is { } others
            ? [.. FilesBelow(Path.Combine(others, "fal", category)), .. FilesBelow(Path.Combine(others, "runcomfy"))
                .Where(file => file.Contains(category, StringComparison.Ordinal))]
            : FilesBelow(SourceTree.PathOf("schemas")).Where(file => file.Contains(category, StringComparison.Ordinal));
        return [.. files.Order(StringComparer.Ordinal).Select(ModelOf).Where(model => NeedsOnly(model.InputSchema, needed))];
    }

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories).Select(static file => file.Replace('\\', '/'));

    private static SchemaInfo ModelOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var output = Path.Combine(folder, "output.json");
        var id = string.Join('/', folder.Replace('\\', '/').Split('/')[^3..]).Replace("__", "/", StringComparison.Ordinal);
        return new(id, File.ReadAllText(file), File.Exists(output) ? File.ReadAllText(output) : null);
    }

    private static bool NeedsOnly(string schema, string[] needed)
    {
        using var document = JsonDocument.Parse(schema);
        var required = document.RootElement.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(static name => name.GetString()).ToList()
            : [];
        return document.RootElement.TryGetProperty("properties", out var properties)
            && (needed.Length > 0
                ? required.Exists(static name => name != "prompt") && required.TrueForAll(name => needed.Contains(name))
                : required is [] or ["prompt" or "text"]
                    && new[] { "prompt", "text" }.Any(name => properties.TryGetProperty(name, out _)));
    }
}
