namespace SchemaSdk.Tests.Json;

public class InputRulesTests
{
    [Fact]
    public void All_errors_are_reported_together()
    {
        const string Json = """{"duration":99,"multi_prompt":[{"duration":"x"},7,{"prompt":"c","duration":0.5}],"cfg_scale":-1}""";

        var errors = VideoRules.Check(Encoding.UTF8.GetBytes(Json));

        Assert.Equal(
            [
                "/cfg_scale minimum",
                "/duration maximum",
                "/multi_prompt maxItems",
                "/multi_prompt/0/duration type",
                "/multi_prompt/0/prompt required",
                "/multi_prompt/1 type",
                "/multi_prompt/2/duration minimum",
                "/multi_prompt/2/duration type",
                "/prompt required",
            ],
            errors.Select(static error => $"{error.JsonPointer} {error.Rule}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_error_says_what_the_value_is_and_what_the_schema_allows()
    {
        var errors = VideoRules.Check("""{"prompt":"a\n\"cdef","duration":99,"aspect_ratio":"4:3","multi_prompt":[{}],"sound":1}"""u8);

        Assert.Equal(
            [
                new()
                {
                    JsonPointer = "/prompt", Rule = "maxLength", Value = "\"a\\n\\\"cdef\"", Allowed = "at most 5 characters",
                    Message = "/prompt is \"a\\n\\\"cdef\"; it must have at most 5 characters, not 7.",
                },
                new()
                {
                    JsonPointer = "/duration", Rule = "maximum", Value = "99", Allowed = "at most 15",
                    Message = "/duration is 99; it must be at most 15.",
                },
                new()
                {
                    JsonPointer = "/aspect_ratio", Rule = "enum", Value = "\"4:3\"", Allowed = "\"16:9\", \"9:16\", \"1:1\"",
                    Message = "/aspect_ratio is \"4:3\"; it must be one of \"16:9\", \"9:16\", \"1:1\".",
                },
                new()
                {
                    JsonPointer = "/multi_prompt/0/prompt", Rule = "required",
                    Message = "/multi_prompt/0/prompt is missing; the schema requires it.",
                },
            ],
            errors);
    }

    [Fact]
    public void A_long_value_is_truncated()
    {
        var error = Assert.Single(VideoRules.Check(Encoding.UTF8.GetBytes($$"""{"prompt":"{{new string('é', 5000)}}"}""")));

        Assert.Equal(300, error.Value!.Length);
        Assert.InRange(error.Message.Length, 100, 300);
    }

    [Fact]
    public void The_value_of_an_array_is_exactly_the_text_of_the_array()
    {
        var error = Assert.Single(VideoRules.Check("""{"prompt":[1, {"a":2}], "more":3}"""u8));

        Assert.Equal("""[1, {"a":2}]""", error.Value);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_one_error() =>
        Assert.Equal("json", Assert.Single(VideoRules.Check([.. "{\"prompt\":\""u8, 0xC3, 0x28, .. "\"}"u8])).Rule);

    [Fact]
    public void The_first_thousand_errors_are_reported()
    {
        var json = $$"""{"prompt":"a","multi_prompt":[{{string.Join(',', Enumerable.Repeat("{\"duration\":1}", 20_000))}}]}""";

        var errors = VideoRules.Check(Encoding.UTF8.GetBytes(json));

        Assert.Equal(1_000, errors.Count);
        Assert.Equal("/multi_prompt/499/duration", errors[^2].JsonPointer);
    }

    [Fact]
    public void Text_that_is_not_JSON_after_a_thousand_errors_is_one_error()
    {
        var json = $$"""{"multi_prompt":[{{string.Join(',', Enumerable.Repeat("{\"duration\":1}", 20_000))}}]]""";

        Assert.Equal("json", Assert.Single(VideoRules.Check(Encoding.UTF8.GetBytes(json))).Rule);
    }
}
