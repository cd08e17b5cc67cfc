using static SchemaSdk.Schemas.Tests.Words.CarelessModel;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests that keywords which together refuse every value are reported where they conflict.</summary>
public class EmptyRangeTests
{
    [Theory]
    [InlineData("""{"type":"number",▸"minimum":5,"maximum":3}""", "minimum", "'minimum' 5 and 'maximum' 3, which no number satisfies")]
    [InlineData(
        """{"type":"number",▸"exclusiveMinimum":3,"maximum":3}""",
        "exclusiveMinimum", "'exclusiveMinimum' 3 and 'maximum' 3, which no number satisfies")]
    [InlineData(
        """{"type":"integer",▸"minimum":1,"maximum":9,"multipleOf":10}""",
        "minimum", "'minimum' 1 and 'maximum' 9, which no multiple of 10 satisfies")]
    [InlineData("""{"type":"string",▸"minLength":5,"maxLength":3}""", "minLength", "'minLength' 5 above 'maxLength' 3")]
    [InlineData("""{"type":"array",▸"minItems":5,"maxItems":3}""", "minItems", "'minItems' 5 above 'maxItems' 3")]
    [InlineData(
        """{"type":"object",▸"minProperties":5,"maxProperties":3}""", "minProperties", "'minProperties' 5 above 'maxProperties' 3")]
    [InlineData(
        """{"type":"array","contains":{"const":1},▸"minContains":3,"maxContains":2}""",
        "minContains", "'minContains' 3 above 'maxContains' 2")]
    [InlineData(
        """{"type":"array","contains":{"const":1},▸"maxContains":0}""",
        "maxContains", "'maxContains' 0, although 'contains' asks for 1 item")]
    [InlineData(
        """{"type":"array","contains":{"const":1},▸"minContains":3,"maxItems":2}""",
        "minContains", "'minContains' asks for 3, but 'maxItems' allows at most 2")]
    [InlineData(
        """{"type":"array","uniqueItems":true,▸"minItems":3,"items":{"enum":["x","y"]}}""",
        "minItems", "'minItems' 3 and 'uniqueItems', but the number of different items is at most 2")]
    [InlineData(
        """{"type":"object","additionalProperties":{"type":"string"},"required":["x","y"],▸"maxProperties":1}""",
        "maxProperties", "'maxProperties' 1, but 2 required names")]
    [InlineData(
        """{"type":"object","additionalProperties":false,▸"required":["x"]}""",
        "required", "the required name 'x', which 'additionalProperties' refuses")]
    [InlineData(
        """{"type":"object","properties":{"x":{"type":"string"}},"additionalProperties":false,▸"minProperties":2}""",
        "minProperties", "'minProperties' 2, but the schema allows at most 1")]
    [InlineData(
        """{"type":"integer",▸"enum":["x","y"]}""", "enum", "an enum whose values are all refused by the schema (expected: integer)")]
    [InlineData(
        """{"type":"integer",▸"enum":[1,2],"minimum":3}""",
        "enum", "an enum whose values are all refused by the schema (expected: at least 3)")]
    [InlineData("""{"type":"array",▸"minItems":1,"items":false}""", "minItems", "'minItems' 1, but the schema allows at most 0")]
    [InlineData(
        """{"type":"object","properties":{"x":false},▸"required":["x"]}""",
        "required", "the required property 'x', whose schema refuses every value")]
    [InlineData("""{▸"allOf":[{"type":"string"},{"type":"integer"}]}""", "allOf", "an allOf that leaves no valid type")]
    [InlineData(
        """{▸"allOf":[{"anyOf":[{"$ref":"#/$defs/O"},{"type":"null"}]},{"type":"integer"}]}""",
        "allOf", "an allOf that leaves no valid type")]
    [InlineData("""{▸"allOf":[{"enum":["a","b"]},{"enum":["c"]}]}""", "allOf", "an allOf that leaves no valid value")]
    [InlineData("""{▸"allOf":[{"$ref":"#/$defs/E"},{"const":"z"}]}""", "allOf", "an allOf that leaves no valid value")]
    [InlineData(
        """{"type":"integer",▸"allOf":[{"minimum":5},{"maximum":3}]}""",
        "allOf", "'minimum' 5 and 'maximum' 3, which no number satisfies ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{"type":"integer","minimum":5,▸"$ref":"#/$defs/Low"}""",
        "$ref", "'minimum' 5 and 'maximum' 3, which no number satisfies ('/properties/a' and '/$defs/Low')")]
    [InlineData(
        """{"type":"array",▸"allOf":[{"minItems":5},{"allOf":[{"maxItems":3}]}]}""",
        "allOf", "'minItems' 5 above 'maxItems' 3 ('/properties/a/allOf/0' and '/properties/a/allOf/1/allOf/0')")]
    [InlineData(
        """{"type":"array","contains":{"const":1},▸"allOf":[{"maxItems":0}]}""",
        "allOf", "'contains' asks for 1, but 'maxItems' allows at most 0 ('/properties/a' and '/properties/a/allOf/0')")]
    [InlineData(
        """{"type":"object","propertyNames":{"maxLength":3},▸"required":["long","x"]}""",
        "required", "the required name 'long', which 'propertyNames' refuses")]
    [InlineData(
        """{"type":"object",▸"allOf":[{"required":["x"]},{"propertyNames":{"enum":["y"]}}]}""",
        "allOf", "the required name 'x', which 'propertyNames' refuses")]
    [InlineData(
        """{"type":"object","properties":{"b":{}},▸"allOf":[{"required":["b"]},{"additionalProperties":false}]}""",
        "allOf", "the required name 'b', which 'additionalProperties' refuses ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{"type":"object",▸"allOf":[{"required":["x"]},{"properties":{"x":false}}]}""",
        "allOf", "the required property 'x', whose schema refuses every value ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    public void Keywords_that_together_refuse_every_value_are_reported(string property, string keyword, string what) => Expect(
        property,
        $"SSDK022 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has a contradiction at "
        + $"'/properties/a/{keyword}': {what}, so nothing is valid; correct one of the keywords");

    [Theory]
    [InlineData("""{▸"minLength":5,"maxLength":3}""", "minLength", "'minLength' 5 above 'maxLength' 3", "no string")]
    [InlineData(
        """{"type":["string","array"],"items":{"type":"string"},▸"minItems":5,"maxItems":3}""",
        "minItems", "'minItems' 5 above 'maxItems' 3", "no array")]
    [InlineData(
        """{"type":["string","null"],▸"enum":[1,2]}""",
        "enum", "an enum whose values are all refused by the schema (expected: string or null)", "nothing but null")]
    public void If_other_types_remain_the_refused_type_is_named(string property, string keyword, string what, string refused) => Expect(
        property,
        $"SSDK022 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has a contradiction at "
        + $"'/properties/a/{keyword}': {what}, so {refused} is valid; correct one of the keywords");

    [Fact]
    public void Keywords_next_to_a_draft_7_reference_refuse_nothing() => Assert.Empty(ProblemsOf(
        """
        {
          "type": "object",
          "definitions": { "Low": { "type": "integer", "maximum": 3 } },
          "properties": { "a": { "$ref": "#/definitions/Low", "minimum": 5 } }
        }
        """));

    [Fact]
    public void A_closed_branch_that_requires_a_name_it_refuses_is_reported() => Expect(
        """
        { "type": "object",
        ▸"allOf": [{ "properties": { "x": {} }, "required": ["y"], "additionalProperties": false }, { "properties": { "y": {} } }] }
        """,
        "SSDK022 warning schemas/acme/a/input.json(3,40): 'acme/a' has a contradiction at '/properties/a/allOf/0/required': the "
        + "required name 'y', which 'additionalProperties' refuses, so no object is valid; correct one of the keywords");

    [Fact]
    public void A_conflict_within_one_branch_is_reported_once() => Expect(
        """{ "allOf": [{ "allOf": [{ "type": "integer", "minimum": 5, "maximum": 3 }] }, { "type": ["integer", "string"] }] }""",
        "SSDK022 warning schemas/acme/a/input.json(2,51): 'acme/a' has a contradiction at '/properties/a/allOf/0/allOf/0/minimum': "
        + "'minimum' 5 and 'maximum' 3, which no number satisfies, so nothing is valid; correct one of the keywords");

    [Theory]
    [InlineData("""{ "type": "number", "minimum": 3, "maximum": 3 }""")]
    [InlineData("""{ "type": "integer", "exclusiveMinimum": 0, "maximum": 1 }""")]
    [InlineData("""{ "type": "integer", "minimum": -9223372036854776000, "maximum": 9223372036854776000 }""")]
    [InlineData("""{ "type": "array", "contains": { "const": 1 }, "minContains": 0, "maxContains": 0 }""")]
    [InlineData("""{ "type": "string", "minimum": 5, "maximum": 3 }""")]
    [InlineData("""{ "type": "integer", "allOf": [{ "minimum": 3 }, { "maximum": 3 }] }""")]
    [InlineData("""{ "anyOf": [{ "minimum": 5 }, { "maximum": 3 }] }""")]
    [InlineData("""{ "type": "object", "properties": { "x": false, "y": { "type": "string" } }, "required": ["y"] }""")]
    [InlineData("""{ "type": "array", "minContains": 3, "maxContains": 1 }""")]
    public void A_schema_that_some_value_fits_is_not_reported(string property) => Expect(property);
}
