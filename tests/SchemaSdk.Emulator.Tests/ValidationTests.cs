namespace SchemaSdk.Emulation.Tests;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("{}", "/prompt required")]
    [InlineData("""{"prompt":"a","aspect_ratio":"4:3"}""", "/aspect_ratio enum")]
    [InlineData("""{"prompt":"a","duration":16}""", "/duration maximum")]
    [InlineData("""{"prompt":"a","duration":2}""", "/duration minimum")]
    [InlineData("""{"prompt":"a","duration":5.5}""", "/duration type")]
    [InlineData("""{"prompt":"a","duration":"5"}""", "/duration type")]
    [InlineData("""{"prompt":"a","duration":null}""", "/duration type")]
    [InlineData("""{"prompt":"a","duration":1e40}""", "/duration maximum")]
    [InlineData("""{"prompt":"a","cfg_scale":1.5}""", "/cfg_scale maximum")]
    [InlineData("""{"prompt":"a","cfg_scale":"1"}""", "/cfg_scale type")]
    [InlineData("""{"prompt":"a","sound":1}""", "/sound type")]
    [InlineData("""{"prompt":7}""", "/prompt type")]
    [InlineData("""{"prompt":"a","multi_prompt":{}}""", "/multi_prompt type")]
    [InlineData("""{"prompt":"a","multi_prompt":["b"]}""", "/multi_prompt/0 type")]
    [InlineData("""[]""", " type")]
    [InlineData("\"a\"", " type")]
    public async Task A_wrong_input_is_refused_at_its_place(string input, string detail)
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
    public async Task Items_are_checked_however_the_schema_writes_them(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync(
            """{"prompt":"a","start_image_url":"https://example.com/a.png","multi_prompt":[{"prompt":"b","duration":2},{"prompt":3}]}""",
            model);

        Assert.Equal(["/multi_prompt/0/duration minimum", "/multi_prompt/1/prompt type"], answer.Details.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("data:image/png;base64,iVBORw0KGgo=", new string[0])]
    [InlineData("ftp://a.example/picture.png", new[] { "/image maxLength", "/image pattern" })]
    public async Task A_data_URI_is_not_held_to_what_a_schema_says_of_an_address(string image, string[] details)
    {
        await using var bench = Bench.Start(
            null,
            new SchemaModel("acme/file", """{"properties":{"image":{"type":"string","maxLength":20,"pattern":"^https://"}}}""", "{}"));

        var answer = await bench.SubmitAsync($$"""{"image":"{{image}}"}""", "acme/file");

        Assert.Equal(details, answer.Code == 200 ? [] : answer.Details.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_wrong_place_is_told()
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync("""{"duration":99,"sound":"yes"}""");

        Assert.Equal(["/duration maximum", "/prompt required", "/sound type"], answer.Details.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_say_what_is_allowed()
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync("""{"prompt":"a","duration":16}""");

        Assert.Contains("/duration", (string?)answer.Body["detail"]![0]!["message"], StringComparison.Ordinal);
        Assert.Contains("15", (string?)answer.Body["detail"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pointers_escape_names_as_RFC_6901_does()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/names",
            """{"required":["c.d[0]"],"properties":{"c.d[0]":{},"a/b~.x":{"type":"object","properties":{"y.z":{"type":"integer"}}}}}"""));

        var answer = await bench.SubmitAsync("""{"a/b~.x":{"y.z":"1"}}""", "acme/names");

        Assert.Equal(["/a~1b~0.x/y.z type", "/c.d[0] required"], answer.Details.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_union_that_nothing_fits_is_an_error_of_its_nearest_branch()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/union", """{"properties":{"size":{"anyOf":[{"type":"string"},{"type":"integer","minimum":5}]}}}"""));

        Assert.Equal(["/size minimum"], (await bench.SubmitAsync("""{"size":2}""", "acme/union")).Details);
    }

    [Fact]
    public async Task A_property_that_a_closed_schema_does_not_know_is_told_by_name()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/closed", """{"properties":{"a":{}},"additionalProperties":false}"""));

        Assert.Equal(["/b additionalProperties"], (await bench.SubmitAsync("""{"a":1,"b":2}""", "acme/closed")).Details);
    }

    [Theory]
    [InlineData("""{"prompt":"a"}""")]
    [InlineData(
        """{"prompt":"","negative_prompt":"b","duration":15,"aspect_ratio":"1:1","cfg_scale":0,"sound":false,"shot_type":"customize"}""")]
    [InlineData("""{"prompt":"a","duration":5.0}""")]
    [InlineData("""{"prompt":"a","multi_prompt":[]}""")]
    [InlineData("""{"prompt":"a","multi_prompt":[{"prompt":"b","duration":3},{}]}""")]
    [InlineData("""{"prompt":"2026-01-01T00:00:00Z","unknown":{"a":[1]}}""")]
    public async Task A_right_input_is_accepted(string input)
    {
        await using var bench = Bench.Start();

        Assert.Equal(200, (await bench.SubmitAsync(input)).Code);
    }

    [Fact]
    public async Task Formats_are_widgets_and_refuse_nothing()
    {
        await using var bench = Bench.Start();
        var video = "data:video/mp4;base64," + new string('A', 200_000);

        var answer = await bench.SubmitAsync(
            $$"""{"prompt":"a","start_image_url":"no address","elements":[{"video_url":"{{video}}"}]}""", SchemaModel.ImageToVideo);

        Assert.Equal(200, answer.Code);
    }

    [Theory]
    [InlineData("""{"$defs":{"a":{"const":"x"}},"properties":{"p":{"$ref":"#/$defs/a"}}}""", """{"p":"x"}""", """{"p":"y"}""")]
    [InlineData(
        """{"components":{"schemas":{"A":{"enum":[1]}}},"properties":{"p":{"$ref":"#/components/schemas/A"}}}""",
        """{"p":1}""",
        """{"p":2}""")]
    [InlineData(
        """{"properties":{"seed":{"type":"integer","maximum":18446744073709551615}}}""",
        """{"seed":18446744073709551615}""",
        """{"seed":18446744073709551616}""")]
    [InlineData(
        """{"if":{"required":["a"]},"then":{"required":["b"]},"properties":{"a":{},"b":{}}}""", """{"a":1,"b":1}""", """{"a":1}""")]
    public async Task A_schema_that_another_validator_cannot_read_is_checked_all_the_same(string schema, string right, string wrong)
    {
        await using var bench = Bench.Start(null, new SchemaModel("acme/star", schema, "{}"));

        Assert.Equal(200, (await bench.SubmitAsync(right, "acme/star")).Code);
        Assert.Equal(422, (await bench.SubmitAsync(wrong, "acme/star")).Code);
    }

    [Fact]
    public async Task An_input_that_another_validator_judges_otherwise_is_a_warning_in_the_log()
    {
        using var log = new OpinionLog();
        await using var bench = Bench.Start(
            options => options.LoggerFactory = log,
            new SchemaModel("acme/star", """{"properties":{"text":{"type":"string","maxLength":1}}}""", "{}"));

        Assert.Equal(200, (await bench.SubmitAsync("""{"text":"a"}""", "acme/star")).Code);
        Assert.Empty(log.Lines);

        // One character for JSON Schema, and two for NJsonSchema.
        Assert.Equal(200, (await bench.SubmitAsync("""{"text":"🙂"}""", "acme/star")).Code);
        Assert.Equal(
            ["The emulator accepted an input of acme/star, but NJsonSchema disagrees. Report this with the schema."], log.Lines);
    }
}
