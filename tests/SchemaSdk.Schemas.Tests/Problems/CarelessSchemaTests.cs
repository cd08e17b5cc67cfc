using static SchemaSdk.Schemas.Tests.Words.CarelessModel;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>
/// Tests that each mistake in a schema is reported at its position, with the text to write instead, and that nothing else is reported.
/// </summary>
public class CarelessSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string",▸"minLenght":5}""", "minLenght", "minLength")]
    [InlineData("""{"type":"string",▸"max_length":5}""", "max_length", "maxLength")]
    [InlineData("""{"type":"object",▸"proprties":{"x":{"type":"string"}}}""", "proprties", "properties")]
    [InlineData("""{▸"tpye":"string"}""", "tpye", "type")]
    [InlineData("""{▸"anyof":[{"type":"string"}]}""", "anyof", "anyOf")]
    public void A_misspelt_keyword_is_reported_with_the_right_spelling(string property, string written, string meant) => Expect(
        property,
        $"SSDK020 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has the keyword '{written}' at '/properties/a/{written}', "
        + $"which is unknown and has no effect; write '{meant}'");

    [Theory]
    [InlineData("datetime", "date-time")]
    [InlineData("e-mail", "email")]
    [InlineData("uri-refrence", "uri-reference")]
    public void A_misspelt_format_is_reported_with_the_right_spelling(string written, string meant) => Expect(
        $$"""{ "type": "string", "format": "{{written}}" }""",
        $"SSDK020 warning schemas/acme/a/input.json(2,26): 'acme/a' has the format '{written}' at '/properties/a/format', "
        + $"which is unknown and has no effect; write '{meant}'");

    [Theory]
    [InlineData("""{ "type": "string", "x-minLenght": 5 }""")]
    [InlineData("""{ "type": "string", "minLenght": "short" }""")]
    [InlineData("""{ "type": "object", "properties": { "proprties": { "type": "object", "additionalProperties": true } } }""")]
    [InlineData("""{ "type": "string", "default": "minLenght", "enum": ["minLenght"], "examples": ["minLenght"] }""")]
    [InlineData("""{ "type": "object", "default": { "proprties": {} } }""")]
    [InlineData("""{ "type": "object", "when": { "type": "object" }, "cost": 5, "comment": "x", "step": 1, "unit": "s", "order": 3 }""")]
    [InlineData("""{ "type": "string", "format": "image_uri" }""")]
    [InlineData("""{ "type": "integer", "format": "int_slider_with_range" }""")]
    [InlineData("""{ "type": "integer", "format": "int24" }""")]
    public void A_name_that_may_be_intended_is_not_reported(string property) => Expect(property);

    [Theory]
    [InlineData("""{"type":"integer",▸"default":"5"}""", "default", "default \"5\"", "integer")]
    [InlineData("""{"type":"string","enum":["x","y"],▸"default":"z"}""", "default", "default \"z\"", "one of \"x\" \"y\"")]
    [InlineData("""{"enum":[1,2.5],▸"default":2}""", "default", "default 2", "among [1,2.5]")]
    [InlineData("""{"type":"integer","maximum":5,"examples":[4,▸7]}""", "examples/1", "example 7", "at most 5")]
    [InlineData("""{"type":"integer","exclusiveMaximum":10,▸"default":10}""", "default", "default 10", "below 10")]
    [InlineData("""{"type":"integer","maximum":5,▸"example":7}""", "example", "example 7", "at most 5")]
    [InlineData("""{"type":"number",▸"const":"x"}""", "const", "const \"x\"", "number")]
    [InlineData("""{"type":"number","minimum":3,▸"const":2}""", "const", "const 2", "at least 3")]
    [InlineData("""{"type":"number","multipleOf":0.1,▸"default":0.25}""", "default", "default 0.25", "multiple of 0.1")]
    [InlineData("""{"type":"string","pattern":"^a",▸"default":"b"}""", "default", "default \"b\"", "matching \"^a\"")]
    [InlineData("""{"type":"array","maxItems":1,▸"default":[1,2]}""", "default", "default [1,2]", "0..1 items")]
    [InlineData("""{"type":"array","uniqueItems":true,▸"default":[1,1]}""", "default", "default [1,1]", "unique items")]
    [InlineData("""{"type":"array","items":{"type":"string"},▸"default":[1]}""", "default", "default [1]", """at "0": string""")]
    [InlineData("""{"type":"string","not":{"const":"x"},▸"default":"x"}""", "default", "default \"x\"", "not matching 'not'")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],▸"default":5}""",
        "default", "default 5", "string or array")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/E"}],▸"default":"z"}""", "default", "default \"z\"", "one of \"x\" \"y\"")]
    [InlineData(
        """{"type":"object","properties":{"x":{"type":"string"}},"required":["x"],▸"default":{}}""",
        "default", "default {}", "requires x")]
    public void A_value_that_its_own_schema_refuses_is_reported_with_what_is_expected(
        string property, string pointer, string value, string asked) => Expect(
        property,
        $"SSDK021 warning schemas/acme/a/input.json{Place(property)}: In 'acme/a', the {value} at '/properties/a/{pointer}' "
        + $"does not match its own schema (expected: {asked}); correct the value, or the schema");

    [Theory]
    [InlineData("""{ "type": "number", "default": 1 }""")]
    [InlineData("""{ "type": "integer", "default": 1.0 }""")]
    [InlineData("""{ "type": "string", "enum": ["auto", "10"], "default": "10" }""")]
    [InlineData("""{ "type": "string", "default": null, "examples": [null] }""")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "null" }], "default": null }""")]
    [InlineData("""{ "type": "string", "format": "image_uri", "default": "sample" }""")]
    [InlineData("""{ "type": "string", "format": "date-time", "default": "today" }""")]
    [InlineData("""{ "oneOf": [{ "type": "string", "format": "uri" }, { "type": "string", "format": "email" }], "default": "x" }""")]
    [InlineData("""{ "type": "number", "multipleOf": 0.1, "default": 0.3 }""")]
    [InlineData("""{ "type": "array", "uniqueItems": true, "default": [1, 2] }""")]
    public void A_value_that_may_fit_is_not_reported(string property) => Expect(property);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    public void A_multipleOf_that_is_not_positive_is_reported(string step) => Expect(
        $$"""{ "type": "number", "multipleOf": {{step}} }""",
        "SSDK009 warning schemas/acme/a/input.json(2,26): 'acme/a' has a part at '/properties/a/multipleOf' that cannot be read as "
        + $"JSON Schema (the number must be above 0, not {step}); this part is ignored; correct it in the schema or a patch");

    [Fact]
    public void After_one_match_times_out_no_other_pattern_is_tried() => Expect(
        """{ "type": "string", "pattern": "^(a+)+$", "examples": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "b"] }""");

    [Fact]
    public void A_long_expectation_is_truncated()
    {
        var choices = string.Join(",", Enumerable.Range(0, 500).Select(number => $$"""{ "type": "string", "maxLength": {{number}} }"""));

        var problem = Assert.Single(ProblemsOf(Schema($$"""{ "anyOf": [{{choices}}], "default": "{{new string('x', 600)}}" }""")));

        Assert.InRange(problem.Length, 300, 700);
    }

    [Fact]
    public void A_patch_that_fixes_a_mistake_ends_the_warning_and_a_patch_with_a_mistake_gets_a_warning() => Assert.Equal(
        [
            "SSDK020 warning schemas/acme/a/input.patch.json(2,32): 'acme/a' has the keyword 'maximun' at '/properties/a/maximun', which "
            + "is unknown and has no effect; write 'maximum'",
        ],
        ProblemsOf(
            Schema("""{ "type": "integer", "minimun": 5 }"""),
            ("acme/a/input.patch.json", "{ \"properties\": { \"a\": {\n\"minimun\": null, \"minimum\": 5, \"maximun\": 7 } } }")));

    [Fact]
    public void A_mistake_in_a_reference_file_is_reported_once_in_that_file() => Assert.Equal(
        [
            "SSDK020 warning schemas/c.schema.json(1,21): 'c.schema.json' has the keyword 'minLenght' at '/minLenght', which is "
            + "unknown and has no effect; write 'minLength'",
        ],
        ProblemsOf(
            Schema("""{ "$ref": "../c.schema.json" }"""),
            ("acme/b/input.json", Schema("""{ "$ref": "../c.schema.json" }""")),
            ("acme/b/output.json", Output),
            ("c.schema.json", """{ "type": "string", "minLenght": 5 }""")));

    [Fact]
    public void An_output_is_checked_too() => Assert.Equal(
        [
            "SSDK021 warning schemas/acme/a/output.json(1,62): In 'acme/a', the example 5 at '/properties/a/example' does not match its "
            + "own schema (expected: string); correct the value, or the schema",
        ],
        ProjectWords.Problems(
            ("acme/a/input.json", Schema("""{ "type": "string" }""")),
            ("acme/a/output.json", """{ "type": "object", "properties": { "a": { "type": "string", "example": 5 } } }""")));
}
