using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests;

public sealed class SampleOutputTests
{
    private const string Generic = """
        {"output":{"type":"object","properties":{
          "image":{"type":"string","format":"uri"},"video":{"type":"string","format":"uri"},
          "images":{"type":"array","items":{"type":"string","format":"uri"}},
          "videos":{"type":"array","items":{"type":"string","format":"uri"}}}}}
        """;

    [Theory]
    [InlineData("acme/text-to-image", """{"image":"image.png"}""")]
    [InlineData("acme/image-to-video/draft", """{"video":"video.mp4"}""")]
    [InlineData("acme/video-edit", """{"video":"video.mp4"}""")]
    [InlineData("acme/qwen-image-3.0/edit", """{"image":"image.png"}""")]
    public Task A_model_has_only_its_kind_of_file_in_its_output(string model, string output) => MakesAsync(model, Generic, output);

    [Theory]
    [InlineData("acme/text-to-video", """{"video":"video.mp4"}""")]
    [InlineData("acme/text-to-audio", """{"audio":"audio.wav"}""")]
    [InlineData("acme/mystery", """{"image":"image.png"}""")]
    public async Task Without_an_output_schema_the_model_id_decides_which_file_is_made(string model, string output)
    {
        await MakesAsync(model, null, output);
        await MakesAsync(model, "{}", output);
    }

    [Theory]
    [InlineData("""{"type":"string","format":"uri"}""", "\"video.mp4\"")]
    [InlineData("""{"type":"array","format":"image_uris"}""", """["image.png"]""")]
    [InlineData("""{"type":"array","minItems":2,"items":{"type":"string","format":"audio_uri"}}""", """["audio.wav","audio.wav"]""")]
    [InlineData(
        """{"properties":{"videos":{"type":"array","items":{"type":"object","properties":{"url":{"type":"string"}}}}}}""",
        """{"videos":[{"url":"video.mp4"}]}""")]
    [InlineData("""{"properties":{"coverImageUrl":{"type":"string"}},"required":["coverImageUrl"]}""", """{"coverImageUrl":"image.png"}""")]
    public Task A_format_or_a_name_makes_a_string_a_file_URL(string schema, string output) =>
        MakesAsync("acme/text-to-video", schema, output);

    [Theory]
    [InlineData(
        """{"properties":{"n":{"type":"integer","minimum":3},"x":{"type":"float","maximum":-1.5},"y":"""
            + """{"type":"integer","exclusiveMinimum":4}}}""",
        """{"n":3,"x":-1.5,"y":5}""")]
    [InlineData(
        """{"properties":{"n":{"type":"integer","minimum":3,"exclusiveMinimum":4},"x":"""
            + """{"type":"integer","maximum":9,"exclusiveMaximum":-1}}}""",
        """{"n":5,"x":-2}""")]
    [InlineData(
        """{"properties":{"e":{"enum":["b","a"]},"c":{"const":7},"d":{"type":"string","default":"x"}}}""", """{"e":"b","c":7,"d":"x"}""")]
    [InlineData(
        """{"properties":{"s":{"type":"string","maxLength":3},"l":{"type":"string","minLength":8},"b":{"type":"boolean"}}}""",
        """{"s":"sam","l":"sample..","b":true}""")]
    [InlineData("""{"properties":{"t":{"type":["null","string"],"format":"date-time"}}}""", """{"t":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"properties":{"r":{"$ref":"#/definitions/a~1b"}},"definitions":{"a/b":{"type":"boolean"}}}""", """{"r":true}""")]
    [InlineData("""{"properties":{"u":{"anyOf":[{"type":"integer"},{"type":"string"}]}}}""", """{"u":0}""")]
    public Task Other_values_are_within_their_limits(string schema, string output) => MakesAsync("acme/text-to-video", schema, output);

    [Theory]
    [InlineData(
        """{"allOf":[{"$ref":"#/$defs/Base"},{"required":["video"]}],"$defs":{"Base":{"type":"object","properties":"""
            + """{"image":{"type":"string","format":"uri"},"video":{"type":"string","format":"uri"}}}}}""",
        """{"image":"image.png","video":"video.mp4"}""")]
    [InlineData(
        """{"$ref":"#/$defs/Base","properties":{"video":{"type":"string","format":"uri"}}"""
            + ""","$defs":{"Base":{"type":"object","properties":{"seed":{"type":"integer"}}}}}""",
        """{"video":"video.mp4","seed":0}""")]
    [InlineData(
        """{"properties":{"seed":{"type":"integer"}},"allOf":[{"properties":{"seed":{"minimum":3}}},{"properties":{"n":{"const":7}}}]}""",
        """{"seed":3,"n":7}""")]
    [InlineData(
        """{"properties":{"state":{"enum":["queued","done"]}},"allOf":[{"properties":{"state":{"const":"done"}}}]}""",
        """{"state":"done"}""")]
    [InlineData(
        """{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""",
        """{"a":"sample","b":"sample"}""")]
    [InlineData(
        """{"type":"array","allOf":[{"minItems":1,"items":{"type":"integer","maximum":9}},{"minItems":2,"items":{"minimum":4}}]}""",
        "[4,4]")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"$ref":"#/allOf/0"}],"properties":{"n":{"type":"integer"}}}""", """{"n":0}""")]
    public Task Several_schemas_of_one_value_are_combined(string schema, string output) => MakesAsync("acme/text-to-image", schema, output);

    [Theory]
    [InlineData("""{"required":["a"],"properties":{"a":{"$ref":"#"}}}""", """{"a":INNER}""", """{"a":null}""")]
    [InlineData("""{"type":"array","minItems":1,"items":{"$ref":"#"}}""", "[INNER]", "[]")]
    public Task A_schema_that_contains_itself_has_a_finite_output(string schema, string level, string innermost) => MakesAsync(
        "acme/x",
        schema,
        Enumerable.Range(0, 16).Aggregate(innermost, (inner, _) => level.Replace("INNER", inner, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"type":"array","minItems":1000000000,"items":{"$ref":"#"}}""", 1_000, 1_000_000)]
    [InlineData("""{"required":["a","b","c"],"properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"}}}""", 1_000, 1_000_000)]
    [InlineData(
        """{"type":"array","minItems":100,"items":{"type":"array","minItems":100,"items":{"const":"LONG TEXT"} } }""",
        1_000_000,
        11_000_000)]
    public async Task An_output_has_a_limited_number_of_values_and_a_limited_length(string schema, int least, int most)
    {
        var whole = schema.Replace("LONG TEXT", new string('x', 100_000), StringComparison.Ordinal);
        await using var bench = Bench.Start(null, new SchemaModel("acme/x", "{}", whole));

        var answer = await bench.RunAsync("acme/x", "{}");

        Assert.InRange(answer.Body["output"]!.ToJsonString().Length, least, most);
    }

    [Fact]
    public async Task A_result_has_the_members_that_the_output_patch_adds()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/output",
            "{}",
            """{"output":{"type":"object","properties":{"old":{"type":"string"}}}}""",
            outputPatch: """{"output":{"required":["seconds"],"properties":{"old":null,"seconds":{"type":"integer"}}}}"""));

        var answer = await bench.RunAsync("acme/output");

        Assert.Equal(["seconds"], answer.Body["output"]!.AsObject().Select(member => member.Key));
    }

    private static async Task MakesAsync(string model, string? schema, string expected)
    {
        await using var bench = Bench.Start(null, new SchemaModel(model, "{}", schema));

        var answer = await bench.RunAsync(model, "{}");

        var output = answer.Body["output"]!.ToJsonString().Replace($"http://localhost/files/{answer.Id}/", "", StringComparison.Ordinal);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), output);
    }
}
