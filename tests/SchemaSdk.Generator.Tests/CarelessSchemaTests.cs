using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Mistakes of a schema's author are reported at their line and column, with what to write, and nothing else is.</summary>
public class CarelessSchemaTests
{
    private const string Output = """{ "type": "object", "properties": { "b": { "type": "string" } } }""";

    [Theory]
    [InlineData("""{ "type": "string", ▸"minLenght": 5 }""", "minLenght", "minLength")]
    [InlineData("""{ "type": "string", ▸"max_length": 5 }""", "max_length", "maxLength")]
    [InlineData("""{ "type": "object", ▸"proprties": { "x": { "type": "string" } } }""", "proprties", "properties")]
    [InlineData("""{ ▸"tpye": "string" }""", "tpye", "type")]
    [InlineData("""{ "type": "string", ▸"enums": ["x", "y"] }""", "enums", "enum")]
    [InlineData("""{ "type": "string", ▸"defualt": "x" }""", "defualt", "default")]
    [InlineData("""{ ▸"anyof": [{ "type": "string" }] }""", "anyof", "anyOf")]
    public void A_keyword_that_is_nearly_one_is_named(string property, string written, string meant) => Expect(
        property,
        $"SSDK020 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has the keyword '{written}' at '/properties/a/{written}', "
        + $"which is not known and says nothing: write '{meant}'");

    [Theory]
    [InlineData("datetime", "date-time")]
    [InlineData("date_time", "date-time")]
    [InlineData("e-mail", "email")]
    [InlineData("uri-refrence", "uri-reference")]
    public void A_format_that_is_nearly_one_is_named(string written, string meant) => Expect(
        $$"""{ "type": "string", "format": "{{written}}" }""",
        $"SSDK020 warning schemas/acme/a/input.json(2,26): 'acme/a' has the format '{written}' at '/properties/a/format', "
        + $"which is not known and says nothing: write '{meant}'");

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
    public void A_name_that_can_be_meant_is_left_alone(string property) => Expect(property);

    [Theory]
    [InlineData("""{ "type": "integer", ▸"default": "5" }""", "default", "default \"5\"", "integer")]
    [InlineData("""{ "type": "string", "enum": ["x", "y"], ▸"default": "z" }""", "default", "default \"z\"", "one of \"x\" \"y\"")]
    [InlineData("""{ "enum": [1, 2.5], ▸"default": 2 }""", "default", "default 2", "among [1,2.5]")]
    [InlineData("""{ "type": "integer", "maximum": 5, "examples": [4, ▸7] }""", "examples/1", "example 7", "at most 5")]
    [InlineData("""{ "type": "integer", "maximum": 5, ▸"example": 7 }""", "example", "example 7", "at most 5")]
    [InlineData("""{ "type": "number", ▸"const": "x" }""", "const", "const \"x\"", "number")]
    [InlineData("""{ "type": "number", "minimum": 3, ▸"const": 2 }""", "const", "const 2", "at least 3")]
    [InlineData("""{ "type": "number", "multipleOf": 0.1, ▸"default": 0.25 }""", "default", "default 0.25", "multiple of 0.1")]
    [InlineData("""{ "type": "string", "maxLength": 1, ▸"default": "😀😀" }""", "default", "default \"😀😀\"", "0..1 characters")]
    [InlineData("""{ "type": "string", "pattern": "^a", ▸"default": "b" }""", "default", "default \"b\"", "matching \"^a\"")]
    [InlineData("""{ "type": "array", "maxItems": 1, ▸"default": [1, 2] }""", "default", "default [1,2]", "0..1 items")]
    [InlineData("""{ "type": "array", "uniqueItems": true, ▸"default": [1, 1] }""", "default", "default [1,1]", "unique items")]
    [InlineData("""{ "type": "array", "items": { "type": "string" }, ▸"default": [1] }""", "default", "default [1]", "at \"0\": string")]
    [InlineData("""{ "type": "string", "not": { "const": "x" }, ▸"default": "x" }""", "default", "default \"x\"", "not fitting 'not'")]
    [InlineData(
        """{ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }], ▸"default": 5 }""",
        "default",
        "default 5",
        "string or array")]
    [InlineData(
        """{ "allOf": [{ "$ref": "#/$defs/E" }], ▸"default": "z" }""", "default", "default \"z\"", "one of \"x\" \"y\"")]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "required": ["x"], ▸"default": {} }""",
        "default",
        "default {}",
        "requires x")]
    public void A_value_that_its_own_schema_refuses_is_shown_with_what_is_asked(
        string property, string pointer, string value, string asked) => Expect(
        property,
        $"SSDK021 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has the {value} at '/properties/a/{pointer}', "
        + $"which its own schema refuses (asked for: {asked}): correct the value, or the schema");

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
    public void A_value_that_may_fit_is_left_alone(string property) => Expect(property);

    [Theory]
    [InlineData(
        """{ "type": "number", ▸"minimum": 5, "maximum": 3 }""", "minimum", "'minimum' 5, which leaves no number with 'maximum' 3")]
    [InlineData(
        """{ "type": "number", ▸"exclusiveMinimum": 3, "maximum": 3 }""",
        "exclusiveMinimum",
        "'exclusiveMinimum' 3, which leaves no number with 'maximum' 3")]
    [InlineData(
        """{ "type": "integer", ▸"minimum": 3.2, "maximum": 3.8 }""",
        "minimum",
        "'minimum' 3.2, which leaves no integer with 'maximum' 3.8")]
    [InlineData(
        """{ "type": "integer", ▸"minimum": 1, "maximum": 9, "multipleOf": 10 }""",
        "minimum",
        "'minimum' 1, which leaves no multiple of 10 with 'maximum' 9")]
    [InlineData("""{ "type": "string", ▸"minLength": 5, "maxLength": 3 }""", "minLength", "'minLength' 5 above 'maxLength' 3")]
    [InlineData("""{ "type": "array", ▸"minItems": 5, "maxItems": 3 }""", "minItems", "'minItems' 5 above 'maxItems' 3")]
    [InlineData(
        """{ "type": "object", ▸"minProperties": 5, "maxProperties": 3 }""",
        "minProperties",
        "'minProperties' 5 above 'maxProperties' 3")]
    [InlineData(
        """{ "type": "array", "contains": { "const": 1 }, ▸"minContains": 3, "maxContains": 2 }""",
        "minContains",
        "'minContains' 3 above 'maxContains' 2")]
    [InlineData(
        """{ "type": "array", "contains": { "const": 1 }, ▸"maxContains": 0 }""",
        "maxContains",
        "'maxContains' 0, although 'contains' asks for 1 item")]
    [InlineData(
        """{ "type": "array", "contains": { "const": 1 }, ▸"minContains": 3, "maxItems": 2 }""",
        "minContains",
        "'minContains', which asks for 3 of at most 2 items")]
    [InlineData(
        """{ "type": "array", "uniqueItems": true, ▸"minItems": 3, "items": { "enum": ["x", "y"] } }""",
        "minItems",
        "'minItems' 3 and 'uniqueItems', but only 2 values to choose from")]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "string" }, "required": ["x", "y"], ▸"maxProperties": 1 }""",
        "maxProperties",
        "'maxProperties' 1, but 2 required names")]
    [InlineData(
        """{ "type": "object", "additionalProperties": false, ▸"required": ["x"] }""",
        "required",
        "the required name 'x', which 'additionalProperties' false refuses")]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "additionalProperties": false, ▸"minProperties": 2 }""",
        "minProperties",
        "'minProperties' 2, but allows only 1")]
    [InlineData(
        """{ "type": "integer", ▸"enum": ["x", "y"] }""",
        "enum",
        "an enum of which the schema refuses every value (asked for: integer)")]
    [InlineData(
        """{ "type": "integer", ▸"enum": [1, 2], "minimum": 3 }""",
        "enum",
        "an enum of which the schema refuses every value (asked for: at least 3)")]
    [InlineData(
        """{ "type": "array", ▸"minItems": 1, "items": false }""",
        "minItems",
        "'minItems' 1, but allows only 0")]
    [InlineData(
        """{ "type": "object", "properties": { "x": false }, ▸"required": ["x"] }""",
        "required",
        "the required name 'x', whose schema refuses every value")]
    [InlineData("""{ ▸"allOf": [{ "type": "string" }, { "type": "integer" }] }""", "allOf", "an allOf that leaves no type")]
    [InlineData("""{ ▸"allOf": [{ "type": "integer" }, { "$ref": "#/$defs/O" }] }""", "allOf", "an allOf that leaves no type")]
    [InlineData(
        """{ ▸"allOf": [{ "anyOf": [{ "$ref": "#/$defs/O" }, { "type": "null" }] }, { "type": "integer" }] }""",
        "allOf",
        "an allOf that leaves no type")]
    [InlineData("""{ ▸"allOf": [{ "enum": ["a", "b"] }, { "enum": ["c"] }] }""", "allOf", "an allOf that leaves no value")]
    [InlineData("""{ ▸"allOf": [{ "$ref": "#/$defs/E" }, { "const": "z" }] }""", "allOf", "an allOf that leaves no value")]
    [InlineData("""{ ▸"allOf": [{ "enum": [1, 2] }, { "type": "integer", "minimum": 3 }] }""", "allOf", "an allOf that leaves no value")]
    [InlineData(
        """{ "type": "integer", ▸"allOf": [{ "minimum": 5 }, { "maximum": 3 }] }""",
        "allOf",
        "'minimum' 5, which leaves no number with 'maximum' 3 ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{ "type": "integer", "minimum": 5, ▸"allOf": [{ "$ref": "#/$defs/Low" }] }""",
        "allOf",
        "'minimum' 5, which leaves no number with 'maximum' 3 ('/properties/a' and '/$defs/Low')")]
    [InlineData(
        """{ "type": "integer", "minimum": 5, ▸"$ref": "#/$defs/Low" }""",
        "$ref",
        "'minimum' 5, which leaves no number with 'maximum' 3 ('/properties/a' and '/$defs/Low')")]
    [InlineData(
        """{ "type": "integer", ▸"allOf": [{ "minimum": 1, "maximum": 9 }, { "multipleOf": 10 }] }""",
        "allOf",
        "'minimum' 1, which leaves no multiple of 10 with 'maximum' 9 ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{ "type": "string", ▸"allOf": [{ "minLength": 5 }, { "maxLength": 3 }] }""",
        "allOf",
        "'minLength' 5 above 'maxLength' 3 ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{ "type": "array", ▸"allOf": [{ "minItems": 5 }, { "allOf": [{ "maxItems": 3 }] }] }""",
        "allOf",
        "'minItems' 5 above 'maxItems' 3 ('/properties/a/allOf/0' and '/properties/a/allOf/1/allOf/0')")]
    [InlineData(
        """{ "type": "array", "contains": { "const": 1 }, ▸"allOf": [{ "maxItems": 0 }] }""",
        "allOf",
        "'contains', which asks for 1 of at most 0 items ('/properties/a' and '/properties/a/allOf/0')")]
    [InlineData(
        """{ "type": "object", ▸"allOf": [{ "minProperties": 2 }, { "properties": { "x": {} }, "additionalProperties": false }] }""",
        "allOf",
        "'minProperties' 2, but allows only 1 ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{ "type": "object", "propertyNames": { "maxLength": 3 }, ▸"required": ["long", "x"] }""",
        "required",
        "the required name 'long', which 'propertyNames' refuses")]
    [InlineData(
        """{ "type": "object", ▸"allOf": [{ "required": ["x"] }, { "propertyNames": { "enum": ["y"] } }] }""",
        "allOf",
        "the required name 'x', which 'propertyNames' refuses")]
    [InlineData(
        """{ "type": "object", "properties": { "b": {} }, ▸"allOf": [{ "required": ["b"] }, { "additionalProperties": false }] }""",
        "allOf",
        "the required name 'b', which 'additionalProperties' false refuses ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    [InlineData(
        """{ "type": "object", ▸"allOf": [{ "required": ["x"] }, { "properties": { "x": false } }] }""",
        "allOf",
        "the required name 'x', whose schema refuses every value ('/properties/a/allOf/0' and '/properties/a/allOf/1')")]
    public void Keywords_that_together_refuse_all_are_shown(string property, string keyword, string what) => Expect(
        property,
        $"SSDK022 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has {what} at '/properties/a/{keyword}', so nothing "
        + "is valid: correct one of them");

    [Theory]
    [InlineData("""{ ▸"minLength": 5, "maxLength": 3 }""", "minLength", "'minLength' 5 above 'maxLength' 3", "no string")]
    [InlineData(
        """{ "type": ["string", "array"], "items": { "type": "string" }, ▸"minItems": 5, "maxItems": 3 }""",
        "minItems",
        "'minItems' 5 above 'maxItems' 3",
        "no array")]
    [InlineData(
        """{ "type": ["string", "null"], ▸"enum": [1, 2] }""",
        "enum",
        "an enum of which the schema refuses every value (asked for: string or null)",
        "nothing but null")]
    public void Where_other_types_are_left_the_refused_one_is_named(string property, string keyword, string what, string refused) => Expect(
        property,
        $"SSDK022 warning schemas/acme/a/input.json{Place(property)}: 'acme/a' has {what} at '/properties/a/{keyword}', so {refused} is "
        + "valid: correct one of them");

    [Fact]
    public void Words_beside_a_reference_of_draft_7_refuse_nothing() => Assert.Empty(GeneratorRun.Over(
        SchemaText.Input(
            "acme/a",
            """
            {
              "type": "object",
              "definitions": { "Low": { "type": "integer", "maximum": 3 } },
              "properties": { "a": { "$ref": "#/definitions/Low", "minimum": 5 } }
            }
            """),
        SchemaText.Output("acme/a", Output)).Problems);

    [Fact]
    public void A_closed_branch_that_requires_what_it_refuses_is_told() => Expect(
        """
        { "type": "object",
        ▸"allOf": [{ "properties": { "x": {} }, "required": ["y"], "additionalProperties": false }, { "properties": { "y": {} } }] }
        """,
        "SSDK022 warning schemas/acme/a/input.json(3,40): 'acme/a' has the required name 'y', which 'additionalProperties' false refuses "
        + "at '/properties/a/allOf/0/required', so no object is valid: correct one of them");

    [Fact]
    public void What_one_branch_refuses_by_itself_is_told_once() => Expect(
        """{ "allOf": [{ "allOf": [{ "type": "integer", "minimum": 5, "maximum": 3 }] }, { "type": ["integer", "string"] }] }""",
        "SSDK022 warning schemas/acme/a/input.json(2,51): 'acme/a' has 'minimum' 5, which leaves no number with 'maximum' 3 at "
        + "'/properties/a/allOf/0/allOf/0/minimum', so nothing is valid: correct one of them");

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
    public void What_some_value_fits_is_left_alone(string property) => Expect(property);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    public void A_step_that_is_not_above_0_is_shown(string step) => Expect(
        $$"""{ "type": "number", "multipleOf": {{step}} }""",
        "SSDK009 warning schemas/acme/a/input.json(2,26): 'acme/a' has something at '/properties/a/multipleOf' that cannot be read as "
        + $"JSON Schema (a number above 0 should be here, not {step}); it is ignored: correct it in the schema, or in a patch");

    [Fact]
    public void After_a_match_that_takes_too_long_no_pattern_is_tried_any_more() => Expect(
        """{ "type": "string", "pattern": "^(a+)+$", "examples": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "b"] }""");

    [Fact]
    public void What_a_refused_value_was_asked_for_is_cut()
    {
        var choices = string.Join(",", Enumerable.Range(0, 500).Select(number => $$"""{ "type": "string", "maxLength": {{number}} }"""));

        var problem = Assert.Single(GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema($$"""{ "anyOf": [{{choices}}], "default": "{{new string('x', 600)}}" }""")),
            SchemaText.Output("acme/a", Output)).Problems);

        Assert.InRange(problem.Length, 300, 700);
    }

    [Fact]
    public void A_patch_that_mends_a_slip_ends_the_warning_and_one_that_makes_it_has_it() => Assert.Equal(
        [
            "SSDK020 warning schemas/acme/a/input.patch.json(2,32): 'acme/a' has the keyword 'maximun' at '/properties/a/maximun', which "
            + "is not known and says nothing: write 'maximum'",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema("""{ "type": "integer", "minimun": 5 }""")),
            SchemaText.InputPatch("acme/a", "{ \"properties\": { \"a\": {\n\"minimun\": null, \"minimum\": 5, \"maximun\": 7 } } }"),
            SchemaText.Output("acme/a", Output)).Problems);

    [Fact]
    public void A_slip_in_a_file_that_models_refer_to_is_told_once_at_that_file() => Assert.Equal(
        [
            "SSDK020 warning schemas/c.schema.json(1,21): 'c.schema.json' has the keyword 'minLenght' at '/minLenght', which is not known "
            + "and says nothing: write 'minLength'",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema("""{ "$ref": "../c.schema.json" }""")),
            SchemaText.Input("acme/b", Schema("""{ "$ref": "../c.schema.json" }""")),
            SchemaText.Reference("c.schema.json", """{ "type": "string", "minLenght": 5 }"""),
            SchemaText.Output("", Output)).Problems);

    [Fact]
    public void An_output_is_looked_at_too() => Assert.Equal(
        [
            "SSDK021 warning schemas/acme/a/output.json(1,62): 'acme/a' has the example 5 at '/properties/a/example', which its own schema "
            + "refuses (asked for: string): correct the value, or the schema",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema("""{ "type": "string" }""")),
            SchemaText.Output("acme/a", """{ "type": "object", "properties": { "a": { "type": "string", "example": 5 } } }""")).Problems);

    private static void Expect(string property, params string[] problems) => Assert.Equal(
        string.Join("\n", problems),
        string.Join(
            "\n",
            GeneratorRun.Over(SchemaText.Input("acme/a", Schema(property)), SchemaText.Output("acme/a", Output)).Problems));

    /// <summary>The place that a row marks.</summary>
    private static string Place(string property) => $"(2,{property.IndexOf('▸', StringComparison.Ordinal) + 6})";

    private static string Schema(string property) =>
        "{ \"type\": \"object\", \"$defs\": { \"E\": { \"type\": \"string\", \"enum\": [\"x\", \"y\"] }, \"Low\": { \"maximum\": 3 }, "
        + "\"O\": { \"type\": \"object\", \"properties\": { \"p\": { \"type\": \"string\" } } } }, \"properties\": {\n"
        + "\"a\": " + property.Replace("▸", "", StringComparison.Ordinal) + " } }";
}
