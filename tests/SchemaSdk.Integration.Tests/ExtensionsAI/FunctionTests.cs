using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class FunctionTests : AdapterTest
{
    private static readonly AIFunctionArguments Kite = new() { ["prompt"] = "a kite", ["duration"] = 5 };

    [Fact]
    public async Task A_function_has_the_schema_of_its_model_and_a_name_that_every_service_allows()
    {
        var functions = SchemaSdk.RunComfy.RunComfyClient.Models
            .Select(info => new SchemaInfo(info.Id, info.InputSchema).Of(Bench.Client).AsAIFunction()).ToList();
        var film = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();

        Assert.All(functions, static function => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", function.Name));
        Assert.Distinct(functions.Select(static function => function.Name));
        Assert.Equal("kling_kling-3_0_pro_text-to-video", film.Name);
        Assert.Equal("object", film.JsonSchema.GetProperty("type").GetString());
        Assert.True(film.JsonSchema.GetProperty("properties").TryGetProperty("duration", out _));
        Assert.Contains("COSTS MONEY", film.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0.0, true)]
    [InlineData(0.5, 0.0, true)]
    [InlineData(0.5, 0.4, true)]
    [InlineData(null, 0.4, true)]
    [InlineData(0.5, 0.5, false)]
    [InlineData(null, null, false)]
    public async Task A_call_that_may_cost_more_than_the_application_allows_needs_approval(double? most, double? approve, bool isAsked)
    {
        var function = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction(options =>
        {
            options.MaxPriceUsd = (decimal?)most;
            options.ApproveAboveUsd = (decimal?)approve;
        });

        Assert.Equal(isAsked, function.GetService<ApprovalRequiredAIFunction>() is not null);
    }

    [Fact]
    public async Task The_answer_is_the_job_and_the_same_call_pays_once()
    {
        var first = await FilmAsync(Kite);
        var again = await FilmAsync(new() { ["duration"] = 5.0m, ["prompt"] = JsonSerializer.SerializeToElement("a kite") });

        Assert.Equal("completed", first.GetProperty("state").GetString());
        Assert.Equal(first.GetProperty("request_id").GetString(), again.GetProperty("request_id").GetString());
        Assert.Equal(0.1m, first.GetProperty("cost_usd").GetDecimal());
        var file = first.GetProperty("files")[0];
        Assert.Equal(file.GetProperty("url").GetString(), first.GetProperty("output").GetProperty("video").GetString());
        Assert.Equal(("/video", "video/mp4"), (file.GetProperty("pointer").GetString(), file.GetProperty("media_type").GetString()));
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Fact]
    public void A_schema_may_have_half_a_surrogate_pair()
    {
        var model = new SchemaInfo("acme/pen", """{ "title": "a \ud83d", "properties": { "\udfff": { "default": "\ud83d" } } }""");

        Assert.Equal("a \ufffd", model.Of(Bench.Client).AsAIFunction().JsonSchema.GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_description_promises_one_payment_only_if_the_ledger_and_the_key_ensure_it()
    {
        await using var bare = new AdapterBench(hasLedger: false);

        var kept = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();
        var own = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction(static options => options.Key = static _ => null);
        var none = bare.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();

        Assert.Contains("is charged once", kept.Description, StringComparison.Ordinal);
        Assert.All([own, none], static function => Assert.Contains("call is charged", function.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_scope_customer_or_key_is_another_job_and_options_are_read_once()
    {
        ModelFunctionOptions? kept = null;
        var first = Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction(options => (kept = options).Customer = "acme");
        kept!.Customer = "bell";
        kept.MaxPriceUsd = 0.01m;

        var one = await CallAsync(first, Kite);
        var two = await FilmAsync(Kite, static options => options.Customer = "bell");
        await FilmAsync(Kite, static options => options.Scope = "conversation 1");
        await FilmAsync(Kite, static options => options.Scope = "conversation 2");
        var own = await FilmAsync(Kite, static options => options.Key = static _ => "film 1");

        Assert.NotEqual(one.GetProperty("key").GetString(), two.GetProperty("key").GetString());
        Assert.Equal("film 1", own.GetProperty("key").GetString());
        Assert.Equal(5, Bench.Emulator.Bills);
    }

    // The service would ignore an unknown argument, and charge for a video of the default length.
    [Theory]
    [InlineData("duration", 500, "500")]
    [InlineData("durations", 10, "duration,")]
    public async Task Wrong_arguments_are_answered_with_pointers_and_nothing_is_sent(string name, int value, string words)
    {
        var answer = await FilmAsync(new() { ["prompt"] = "a kite", [name] = value });

        Assert.Equal("refused", answer.GetProperty("state").GetString());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal($"/{name}", error.GetProperty("pointer").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task Nulls_that_a_language_model_sends_for_omitted_members_are_not_sent_on()
    {
        await FilmAsync(new() { ["prompt"] = "a kite", ["duration"] = null });

        Assert.Equal("""{"prompt":"a kite"}""", Bench.Input.GetRawText());
    }

    [Fact]
    public async Task The_schema_of_a_function_includes_referenced_files_and_its_patch()
    {
        var model = new SchemaInfo(
            "acme/pen/draw",
            """{ "properties": { "ink": { "$ref": "../../inks.json#/definitions/Ink" } } }""",
            null,
            new KeyValuePair<string, string>(
                "acme/inks.json",
                """{ "definitions": { "Ink": { "$ref": "#/definitions/Colour" }, "Colour": { "enum": ["red"] } } }"""));
        var patched = Bench.Client.Qwen.QwenImage2_1.TextToImage;

        var schema = model.Of(Bench.Client).AsAIFunction().JsonSchema;
        var described = patched.AsAIFunction().JsonSchema.GetProperty("properties").GetProperty("background");
        using var generator = model.Of(Bench.Client).AsImageGenerator();
        var exception = await Assert.ThrowsAsync<ModelInputException>(() => generator.GenerateAsync(
            new(), new() { AdditionalProperties = new() { ["paper"] = 1 } }));

        Assert.Equal(
            "#/$defs/acme~1inks.json/definitions/Ink",
            schema.GetProperty("properties").GetProperty("ink").GetProperty("$ref").GetString());
        Assert.Equal(
            "#/$defs/acme~1inks.json/definitions/Colour",
            schema.GetProperty("$defs").GetProperty("acme/inks.json").GetProperty("definitions").GetProperty("Ink")
                .GetProperty("$ref").GetString());
        Assert.StartsWith("Background", described.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains("ink", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("common/inks.schema.json", "common/inks.schema.json", "common~1inks.schema.json")]
    [InlineData("../../../common/inks.schema.json", "../common/inks.schema.json", "..~1common~1inks.schema.json")]
    [InlineData("inks.schema.json", "../vendor/pen/inks.schema.json", "..~1vendor~1pen~1inks.schema.json")]
    [InlineData("../inks.schema.json#ink", "acme/inks.schema.json", "acme~1inks.schema.json/definitions/Ink")]
    [InlineData("inks.schema.json", "inks.schema.json acme/inks.schema.json", "acme~1inks.schema.json")]
    [InlineData("inks.schema.json", "acme/inks.schema.json acme/pen/inks.schema.json", "acme~1pen~1inks.schema.json")]
    public async Task The_schema_of_a_function_includes_the_files_that_a_build_finds(string reference, string files, string pointer)
    {
        var model = new SchemaInfo(
            "acme/pen",
            $$"""{ "properties": { "ink": { "$ref": "{{reference}}" } } }""",
            null,
            [.. files.Split(' ').Select(static file => KeyValuePair.Create(
                file, """{ "definitions": { "Ink": { "$anchor": "ink", "enum": ["red"] } } }"""))]);

        var schema = model.Of(Bench.Client).AsAIFunction().JsonSchema;

        Assert.Equal($"#/$defs/{pointer}", schema.GetProperty("properties").GetProperty("ink").GetProperty("$ref").GetString());
    }

    [Theory]
    [InlineData("half")]
    [InlineData("escaped half")]
    [InlineData("deep")]
    [InlineData("NaN")]
    [InlineData("list with NaN")]
    [InlineData("object")]
    public async Task Hostile_arguments_are_refused(string what)
    {
        object value = what switch
        {
            "half" => "\ud800",
            "escaped half" => JsonDocument.Parse("\"hi \\ud83d\"").RootElement,
            "NaN" => double.NaN,
            "list with NaN" => new[] { double.NaN },
            "deep" => JsonDocument.Parse(
                new string('[', 2000) + new string(']', 2000), new JsonDocumentOptions { MaxDepth = 3000 }).RootElement,
            _ => Bench,
        };

        var answer = await FilmAsync(new() { ["prompt"] = value });

        Assert.Equal("refused", answer.GetProperty("state").GetString());
        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task Above_the_maximum_price_nothing_is_sent()
    {
        await Assert.ThrowsAsync<ModelBudgetException>(() => FilmAsync(Kite, static options => options.MaxPriceUsd = 0.01m));

        Assert.Empty(Bench.Inputs);
    }

    [Fact]
    public async Task An_amount_out_of_range_is_refused_immediately()
    {
        var model = Bench.Client.Kling.Kling3_0.Pro.TextToVideo;

        Assert.Throws<ArgumentOutOfRangeException>(() => model.AsAIFunction(static options => options.MaxPriceUsd = 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.AsAIFunction(static options => options.ApproveAboveUsd = -1));
    }

    private Task<JsonElement> FilmAsync(AIFunctionArguments arguments, Action<ModelFunctionOptions>? configure = null) =>
        CallAsync(Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction(configure), arguments);

    private static async Task<JsonElement> CallAsync(AIFunction function, AIFunctionArguments arguments) =>
        Assert.IsType<JsonElement>(await function.InvokeAsync(arguments));
}
