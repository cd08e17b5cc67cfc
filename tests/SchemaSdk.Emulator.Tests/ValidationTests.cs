namespace SchemaSdk.Emulation.Tests;

public sealed class ValidationTests
{
    private const string Image = """{"properties":{"image":{"type":"string","maxLength":20,"pattern":"^https://"}}}""";

    [Theory]
    [InlineData("{}", "/prompt required")]
    [InlineData("""{"prompt":"a","aspect_ratio":"4:3"}""", "/aspect_ratio enum")]
    [InlineData("""{"prompt":"a","duration":16}""", "/duration maximum")]
    [InlineData("""{"prompt":"a","duration":"5"}""", "/duration type")]
    [InlineData("""{"prompt":"a","multi_prompt":["b"]}""", "/multi_prompt/0 type")]
    [InlineData("""[]""", " type")]
    public async Task A_wrong_input_is_refused_with_its_pointer_and_rule(string input, string detail)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync(input);

        Assert.Equal((422, 422001), (answer.Code, answer.ErrorCode));
        Assert.Equal("error_code error_message detail", answer.Members);
        Assert.Equal([detail], answer.Details);
    }

    [Theory]
    [InlineData(SchemaModel.TextToVideo)]
    [InlineData(SchemaModel.ImageToVideo)]
    public async Task Items_are_validated_in_every_dialect(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync(
            """{"prompt":"a","start_image_url":"https://example.com/a.png","multi_prompt":[{"prompt":"b","duration":2},{"prompt":3}]}""",
            model);

        Assert.Equal(["/multi_prompt/0/duration minimum", "/multi_prompt/1/prompt type"], answer.Details.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_error_is_reported_and_its_message_says_what_is_allowed()
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync("""{"duration":16,"sound":"yes"}""");

        Assert.Equal(["/duration maximum", "/prompt required", "/sound type"], answer.Details.Order(StringComparer.Ordinal));
        var detail = answer.Body["detail"]!.AsArray().Single(detail => (string?)detail!["pointer"] == "/duration")!;
        Assert.Contains("/duration", (string?)detail["message"], StringComparison.Ordinal);
        Assert.Contains("15", (string?)detail["message"], StringComparison.Ordinal);
    }

    [Theory]

    // A pointer in an error is escaped as in RFC 6901.
    [InlineData(
        """{"required":["c.d[0]"],"properties":{"c.d[0]":{},"a/b~.x":{"type":"object","properties":{"y.z":{"type":"integer"}}}}}""",
        """{"a/b~.x":{"y.z":"1"}}""", "/a~1b~0.x/y.z type", "/c.d[0] required")]

    // The error comes from the branch of the union that the input matches best.
    [InlineData(
        """{"properties":{"size":{"anyOf":[{"type":"string"},{"type":"integer","minimum":5}]}}}""", """{"size":2}""", "/size minimum")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", "/b additionalProperties")]

    // A data URI is exempt from the rules for a URL.
    [InlineData(Image, """{"image":"data:image/png;base64,iVBORw0KGgo="}""")]
    [InlineData(Image, """{"image":"ftp://a.example/picture.png"}""", "/image maxLength", "/image pattern")]
    public async Task Errors_have_the_pointer_and_rule_of_the_schema(string schema, string input, params string[] details)
    {
        await using var bench = Bench.Start(null, new SchemaModel("acme/any", schema, "{}"));

        var answer = await bench.SubmitAsync(input, "acme/any");

        Assert.Equal(details, answer.Code == 200 ? [] : answer.Details.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"shots":[{"s":1},{"s":2.5}],"all":3.5}""", null)]
    [InlineData("""{"shots":[{"s":1},{"s":2}],"all":4}""", "/shots sum")]
    [InlineData("""{"weights":[0.5,0.5]}""", null)]
    [InlineData("""{"weights":[0.5,0.6]}""", "/weights sum")]
    public async Task Rules_of_the_patch_are_validated(string input, string? detail)
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/ruled",
            """{"properties":{"all":{"type":"number"},"weights":{"type":"array"},"shots":{"type":"array","items":{"properties":{"s":"""
            + """{"type":"number"}}}}}}""",
            inputPatch: """{"x-rules":[{"sum":"/shots/*/s","equals":"/all"},{"sum":"/weights/*","equals":1},{"sum":"/shots/*/s"},5]}"""));

        var answer = await bench.SubmitAsync(input, "acme/ruled");

        Assert.Equal(detail is null ? [] : [detail], answer.Code == 200 ? [] : answer.Details);
    }

    [Fact]
    public async Task Formats_refuse_no_value()
    {
        await using var bench = Bench.Start();
        var video = "data:video/mp4;base64," + new string('A', 200_000);

        var answer = await bench.SubmitAsync(
            $$"""{"prompt":"a","start_image_url":"no address","elements":[{"video_url":"{{video}}"}]}""", SchemaModel.ImageToVideo);

        Assert.Equal(200, answer.Code);
    }

    [Fact]
    public async Task A_disagreement_with_another_validator_is_logged()
    {
        using var log = new ListLog();
        await using var bench = Bench.Start(
            options => options.LoggerFactory = log,
            new SchemaModel("acme/star", """{"properties":{"text":{"type":"string","maxLength":1},"seed":{"type":"integer"}}}""", "{}"));

        // NJsonSchema cannot read the number 1e400, so it has no verdict.
        Assert.Equal(200, (await bench.SubmitAsync("""{"text":"a"}""", "acme/star")).Code);
        Assert.Equal(200, (await bench.SubmitAsync("""{"text":"a","seed":1e400}""", "acme/star")).Code);
        Assert.Empty(log.Lines);

        // An emoji is one character for JSON Schema, but two for NJsonSchema.
        Assert.Equal(200, (await bench.SubmitAsync("""{"text":"🙂"}""", "acme/star")).Code);
        Assert.EndsWith(
            ": The emulator accepted an input of acme/star, but NJsonSchema disagrees. Report this, and attach the schema. ",
            Assert.Single(log.Lines),
            StringComparison.Ordinal);
    }
}
