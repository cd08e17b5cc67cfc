namespace SchemaSdk.Tests.Json;

public class RoundTripTests
{
    [Theory]
    [InlineData("""{"prompt":"a","style":null}""")]
    [InlineData("""{"prompt":"a","duration":5,"cfg_scale":0.5,"aspect_ratio":"16:9","sound":true,"style":"x"}""")]
    [InlineData("""{"prompt":"a","multi_prompt":[{"prompt":"b","duration":3},{"prompt":"c"}],"style":"x"}""")]
    [InlineData("""{"prompt":"a","multi_prompt":[],"weights":[],"style":"x"}""")]
    [InlineData("""{"prompt":"a","image":"https://example.com/a.png?b=c&d","style":"x"}""")]
    [InlineData("""{"prompt":"a","extra":{"a":[1.0,null]},"seed":9007199254740993,"style":"x"}""")]
    [InlineData("""{"prompt":"a","style":"x","grid":[[1,2],[],[3]],"a/b~c":{"prompt":"p"},"any":[1,null,"x",{}]}""")]
    [InlineData("""{"prompt":"日本語 é","style":"x"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"prompt":"a","style":"x","future":{"a":[1.0,{"b":null}],"c":"\u00e9"}}""")]
    [InlineData("""{"prompt":"a","style":"x","b":1,"a":2,"c":3}""")]
    [InlineData("""{"prompt":"a","multi_prompt":[{"prompt":"b","mood":"calm"}],"style":"x"}""")]
    [InlineData("""{"prompt":"a"}""")]
    [InlineData("""{"aspect_ratio":"21:9"}""")]
    [InlineData("""{"weights":[1.0,2,3e0]}""")]
    [InlineData("""{"grid":[[1,2.0],[3]]}""")]
    [InlineData("""{"multi_prompt":[{"duration":5.0}]}""")]
    [InlineData("""{"extra":"\ud800"}""")]
    [InlineData("""{"any":["\ud800",{"\udc00":1}]}""")]
    public void Known_and_unknown_members_are_written_exactly_as_they_were_read(string json) => Assert.Equal(json, JsonOf.Again(json));

    [Theory]
    [InlineData("prompt", "5")]
    [InlineData("prompt", "null")]
    [InlineData("duration", "\"5\"")]
    [InlineData("duration", "5.5")]
    [InlineData("duration", "3000000000")]
    [InlineData("duration", "null")]
    [InlineData("cfg_scale", "\"0.5\"")]
    [InlineData("cfg_scale", "1e999")]
    [InlineData("aspect_ratio", "{\"w\":16}")]
    [InlineData("aspect_ratio", "null")]
    [InlineData("sound", "1")]
    [InlineData("multi_prompt", "{\"0\":{}}")]
    [InlineData("multi_prompt", "[{\"prompt\":\"a\"},\"b\",[1,[2]]]")]
    [InlineData("image", "[\"https://example.com/a.png\"]")]
    [InlineData("weights", "[0.50,\"1\"]")]
    [InlineData("weights", "[0.5,null]")]
    [InlineData("extra", "null")]
    [InlineData("seed", "9223372036854775808")]
    [InlineData("seed", "1e19")]
    [InlineData("style", "[]")]
    [InlineData("grid", "[[1,2],3]")]
    [InlineData("a/b~c", "\"text\"")]
    public void A_value_of_the_wrong_type_is_kept_unchanged_and_its_property_is_null(string name, string value)
    {
        var input = JsonOf.Input($$"""{"{{name}}":{{value}}}""");

        Assert.Equal(value, input.AdditionalProperties[name].GetRawText());
        Assert.Equal($$"""{"{{name}}":{{value}}}""", JsonOf.Text(input));
        Assert.Null(Property(input, name));
    }

    [Fact]
    public void Reading_continues_after_a_list_whose_last_item_is_wrong()
    {
        var input = JsonOf.Input("""{"weights":[1,2,[3,{"a":4}]],"duration":7}""");

        Assert.Null(input.Weights);
        Assert.Equal(7, input.Duration);
    }

    [Fact]
    public void A_known_enum_value_is_always_the_same_string_and_an_unknown_one_is_kept()
    {
        var one = JsonOf.Input("""{"aspect_ratio":"9:16"}""").AspectRatio!.Value.Value;
        var other = JsonOf.Input("""{"aspect_ratio":"9\u003a16"}""").AspectRatio!.Value.Value;

        var unknown = JsonOf.Input("""{"aspect_ratio":"9:16 "}""").AspectRatio!.Value;

        Assert.Equal("9:16", one);
        Assert.Same(one, other);
        Assert.Equal(("9:16 ", false), (unknown.Value, unknown.IsKnown));
    }

    public static TheoryData<string> OtherValues => ["\"just text\"", "[1.0,{\"a\":2}]", "5.0", "null", "true"];

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void A_value_that_is_not_an_object_is_kept_whole(string json)
    {
        var input = JsonOf.Input(json);

        Assert.Null(input.Prompt);
        Assert.Empty(input.AdditionalProperties);
        Assert.Equal(json, JsonOf.Text(input));
        Assert.Equal(json, input.ToString());
    }

    [Fact]
    public void Setting_a_property_of_a_value_that_was_not_an_object_makes_an_object()
    {
        var input = JsonOf.Input("\"just text\"") with { Prompt = "a", Style = "x" };

        Assert.Equal("""{"prompt":"a","style":"x"}""", JsonOf.Text(input));
    }

    [Fact]
    public void Escaped_names_are_decoded()
    {
        var input = JsonOf.Input("""{"pr\u006fmpt":"a","a\/b\u007Ec":{"prompt":"b"},"n\u0065w":1}""");

        Assert.Equal("a", input.Prompt);
        Assert.Equal("b", input.First!.Prompt);
        Assert.Equal("new", Assert.Single(input.AdditionalProperties).Key);
    }

    [Fact]
    public void JSON_in_segments_is_read_like_JSON_in_one_span()
    {
        const string Json =
            """
            {"prompt":"a\tb", "style":"é", "duration":5.0, "cfg_scale":0.50, "aspect_ratio":"16:9", "weights":[1.0],
             "more":{"x":[1,"y"]}, "more\u0021":-0}
            """;

        Assert.Equal(JsonOf.Text(JsonOf.Input(Json)), JsonOf.Text(JsonOf.InputInSegments(Json)));
        Assert.Equal(JsonOf.Input(Json), JsonOf.InputInSegments(Json));
    }

    [Theory]
    [InlineData("""{"duration":"x","duration":5}""", """{"duration":5}""")]
    [InlineData("""{"duration":5.0,"duration":6}""", """{"duration":6}""")]
    [InlineData("""{"duration":5,"duration":"x"}""", """{"duration":"x"}""")]
    [InlineData("""{"duration":5.0,"duration":null}""", """{"duration":null}""")]
    [InlineData("""{"duration":5.0,"duration":6.0}""", """{"duration":6.0}""")]
    [InlineData("""{"style":[1],"style":null}""", """{"style":null}""")]
    [InlineData("""{"style":null,"style":[1]}""", """{"style":[1]}""")]
    [InlineData("""{"style":null,"style":"x"}""", """{"style":"x"}""")]
    [InlineData("""{"weights":[1.0],"weights":[2]}""", """{"weights":[2]}""")]
    [InlineData("""{"new":1,"x":2,"new":3}""", """{"new":3,"x":2}""")]
    public void The_last_of_several_members_with_the_same_name_is_used(string json, string expected) =>
        Assert.Equal(expected, JsonOf.Again(json));

    [Theory]
    [InlineData("prompt", "\"\\ud800\"")]
    [InlineData("aspect_ratio", "\"\\udc00 x\"")]
    [InlineData("image", "\"https://example.com/\\ud83d\"")]
    [InlineData("new", "{\"a\":\"\\ud800\"}")]
    public void Half_a_surrogate_pair_is_kept_unchanged(string name, string value)
    {
        var input = JsonOf.Input($$"""{"{{name}}":{{value}}}""");

        Assert.Equal($$"""{"{{name}}":{{value}}}""", JsonOf.Text(input));
        Assert.Equal(input, input with { });
        Assert.Contains("\\u", input.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_half_a_surrogate_pair_is_read_with_the_replacement_character()
    {
        var input = JsonOf.Input("""{"a\ud800b\n\ud83d\ude00":1}""");

        Assert.Equal("a\uFFFDb\n😀", Assert.Single(input.AdditionalProperties).Key);
        Assert.Equal(input, JsonOf.Input(JsonOf.Text(input)));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_kept_and_does_not_throw()
    {
        var reader = new Utf8JsonReader([.. "{\"prompt\":\"a"u8, 0xFF, .. "\"}"u8]);
        reader.Read();

        var input = VideoInput.Read(ref reader);

        Assert.Null(input.Prompt);
        Assert.Single(input.AdditionalProperties);
        Assert.Contains("prompt", input.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"prompt\":\"a\"")]
    [InlineData("{\"multi_prompt\":[{\"prompt\":")]
    [InlineData("{\"new\":[1,")]
    [InlineData("{\"weights\":[1,}")]
    public void JSON_that_ends_too_early_throws_a_JsonException(string json) => Assert.ThrowsAny<JsonException>(() => JsonOf.Input(json));

    [Fact]
    public void JsonSerializer_reads_and_writes_the_same_JSON()
    {
        const string Json = """{"prompt":"a","duration":5.0,"style":"x","new":null}""";

        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize<VideoInput>(Json)));
        Assert.Equal("[\"16:9\",null]", JsonSerializer.Serialize(new[] { VideoInput.AspectRatioValue._16_9, default }));
        var none = JsonSerializer.Deserialize<VideoInput.AspectRatioValue>("null");
        Assert.Equal((null, false), (none.Value, none.IsKnown));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<VideoInput.AspectRatioValue>("5"));
    }

    private static object? Property(VideoInput input, string name) => name switch
    {
        "prompt" => input.Prompt,
        "duration" => input.Duration,
        "cfg_scale" => input.CfgScale,
        "aspect_ratio" => input.AspectRatio,
        "sound" => input.Sound,
        "multi_prompt" => input.MultiPrompt,
        "image" => input.Image,
        "weights" => input.Weights,
        "extra" => input.Extra,
        "seed" => input.Seed,
        "style" => input.Style,
        "grid" => input.Grid,
        _ => input.First,
    };
}
