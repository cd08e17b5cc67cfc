namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that references to other schema files of the project are followed, and where problems in those files are reported.
/// </summary>
public class ForeignReferenceTests
{
    private static readonly SchemaText Size = SchemaText.Reference(
        "common/size.schema.json",
        """
        { "definitions": { "Size": { "type": "object", "required": ["width"], "properties": { "width": { "$ref": "#/definitions/Side" } } },
          "Side": { "type": "integer", "minimum": 1, "maximum": 4096 } } }
        """);

    private static readonly SchemaText Color = SchemaText.Reference(
        "common/color.schema.json", """{ "type": "string", "enum": ["red", "blue"] }""");

    [Fact]
    public void A_type_of_another_file_is_generated_in_each_model_that_uses_it()
    {
        var run = Over(
            """{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json#/definitions/Size" } } }""", Size);

        Assert.Empty(run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Contains("public required int Width {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("integer 1..4096", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#side")]
    [InlineData("#/definitions/Named")]
    [InlineData("#/definitions/Named/definitions/Own")]
    [InlineData("#/definitions/Other")]
    public void References_to_ids_and_anchors_in_another_file_are_followed(string fragment)
    {
        var run = Over(
            """{ "$id": "http://acme.example/input.json","""
            + $$""" "properties": { "side": { "$ref": "../common/named.schema.json{{fragment}}" } },"""
            + """ "definitions": { "Own": { "type": "string" } } }""",
            SchemaText.Reference("common/named.schema.json", """
                { "$id": "http://acme.example/named.json", "definitions": {
                    "Named": {
                      "$id": "named", "allOf": [{ "$ref": "#/definitions/Own" }], "definitions": { "Own": { "type": "integer" } } },
                    "Other": { "$ref": "http://acme.example/named" },
                    "Own": { "$anchor": "side", "$ref": "named" } } }
                """));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? Side {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$defs", "definitions", "integer 1..4096")]
    [InlineData("definitions", "$defs", "integer 5..4096")]
    [InlineData("$defs", "$defs", "integer 5..4096")]
    [InlineData("definitions", "definitions", "integer 1..4096")]
    public void Keywords_beside_a_reference_in_another_file_count_as_in_the_draft_of_that_file(string own, string other, string rule)
    {
        var run = Over(
            $$"""{ "properties": { "size": { "$ref": "../common/size.schema.json" } }, "{{own}}": {} }""",
            SchemaText.Reference("common/size.schema.json", $$"""
                { "properties": { "width": { "$ref": "#/{{other}}/Side", "minimum": 5 } },
                  "{{other}}": { "Side": { "type": "integer", "minimum": 1, "maximum": 4096 } } }
                """));

        Assert.Empty(run.Problems);
        Assert.Contains(rule, run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#/components/schemas/Clip", "Still")]
    [InlineData("Clip", "#/components/schemas/Still")]
    public void A_mapping_in_another_file_leads_to_the_schemas_of_that_file(string clip, string still)
    {
        var run = Over(
            """{ "properties": { "part": { "$ref": "../common/part.schema.json" } } }""",
            SchemaText.Reference("common/part.schema.json", $$"""
                { "discriminator": { "propertyName": "kind", "mapping": { "a-clip": "{{clip}}", "a-still": "{{still}}" } },
                  "oneOf": [{ "$ref": "#/components/schemas/Clip" }, { "$ref": "#/components/schemas/Still" }],
                  "components": { "schemas": {
                    "Clip": { "type": "object", "properties": { "kind": { "type": "string" } } },
                    "Still": { "type": "object", "properties": { "kind": { "type": "string" } } } } } }
                """));

        Assert.Empty(run.Problems);
        Assert.Contains("a-clip", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("a-still", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-b", "ab")]
    [InlineData("a 13", "a\u2013")]
    public void Files_whose_names_differ_only_in_punctuation_are_distinct(string one, string other)
    {
        var run = Over(
            $$"""{ "properties": { "p": { "$ref": "{{one}}.schema.json" }, "q": { "$ref": "{{other}}.schema.json" } } }""",
            SchemaText.Reference($"acme/a/{one}.schema.json", """{ "type": "integer" }"""),
            SchemaText.Reference($"acme/a/{other}.schema.json", """{ "type": "boolean" }"""));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? P {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("public bool? Q {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my%20types/a%23", "my types/a#")]
    [InlineData("a\\/gr\\u00f6\\u00DFe", "a/größe")]
    public void The_name_of_another_file_may_be_escaped(string written, string name)
    {
        var run = Over(
            $$"""{ "properties": { "p": { "$ref": "{{written}}.schema.json" } } }""",
            SchemaText.Reference($"acme/a/{name}.schema.json", """{ "type": "integer" }"""));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? P {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_of_the_schema_is_not_replaced_by_another_file()
    {
        const string Key = "file_acme_002fa_002fx_002eschema_002ejson";
        var run = Over(
            $$"""
            { "properties": { "p": { "$ref": "x.schema.json" }, "q": { "$ref": "#/definitions/{{Key}}" } },
              "definitions": { "{{Key}}": { "type": "boolean" } } }
            """,
            SchemaText.Reference("acme/a/x.schema.json", """{ "type": "integer" }"""));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? P {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("public bool? Q {", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_that_another_file_lacks_is_reported_as_written()
    {
        var run = Over("""{ "properties": { "size": { "$ref": "../common/size.schema.json#nowhere" } } }""", Size);

        Assert.Contains("to '../common/size.schema.json#nowhere'", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_contains_the_text_of_another_file()
    {
        var run = Over("""{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" } } }""", Color, Size);

        Assert.Contains(
            "new(\"common/color.schema.json\", runtime::SchemaText.Of(", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("common/size.schema.json", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_in_another_file_is_reported_at_the_reference_and_with_its_own_position()
    {
        var run = Over(
            """
            { "type": "object", "properties": { "plain": { "type": "string" },
              "part": { "$ref": "../common/part.schema.json#/definitions/Part" } } }
            """,
            SchemaText.Reference(
                "common/part.schema.json",
                """
                { "definitions": { "Part": { "type": "object",
                  "properties": { "day": { "type": "date" }, "deep": { "$ref": "deep.schema.json" } } } } }
                """),
            SchemaText.Reference(
                "common/deep.schema.json",
                "{ \"type\": \"object\",\n\"properties\": {\n \"mixed\": { \"enum\": [1, \"a\"] }, "
                + "\"lost\": { \"$ref\": \"#/lost\" } } }"));

        Assert.Equal(
            [
                "input.json(2,13) common/deep.schema.json(3,2): 'acme/a' has an enum that is neither all strings nor all numbers at "
                + "'common/deep.schema.json#/properties/mixed', "
                    + "which has no typed form; its type is JsonElement until the schema or a patch describes it differently",
                "input.json(2,13) common/deep.schema.json(3,33): 'acme/a' has a reference at 'common/deep.schema.json#/properties/lost' to "
                + "'common/deep.schema.json#/lost', "
                    + "which is neither in this file nor in a *.schema.json of the project; the value becomes JsonElement; correct the "
                    + "reference, or add the file",
                "input.json(2,13) common/part.schema.json(2,19): 'acme/a' has the type \"date\" at "
                + "'common/part.schema.json#/definitions/Part/properties/day', "
                    + "which has no typed form; its type is JsonElement until the schema or a patch describes it differently",
            ],
            Located(run));
    }

    [Fact]
    public void A_problem_is_reported_at_each_reference_that_leads_to_it()
    {
        var bad = SchemaText.Reference("common/bad.schema.json", """{ "type": "date" }""");
        var run = GeneratorRun.Over(
            SchemaText.Output("", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
            SchemaText.Input("a", """{ "properties": { "d": { "$ref": "../common/bad.schema.json" } } }"""),
            SchemaText.Input("b", """{ "properties": { "text": {}, "d": { "$ref": "../common/bad.schema.json" } } }"""),
            bad);

        Assert.Equal(
            ["input.json(1,26) common/bad.schema.json(1,1)", "input.json(1,38) common/bad.schema.json(1,1)"],
            Located(run).Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_problem_behind_a_local_reference_has_both_positions()
    {
        var run = Over(
            """
            { "properties": { "a": { "$ref": "#/definitions/Mixed" } },
              "definitions": { "Mixed": { "enum": [1, "a"] } } }
            """);

        Assert.Equal(
            [
                "input.json(1,19) acme/a/input.json(2,20): 'acme/a' has an enum that is neither all strings nor all numbers at "
                + "'/properties/a', which has no typed form; its type is JsonElement until the schema or a patch describes it differently"
            ],
            Located(run));
    }

    [Fact]
    public void A_reference_in_a_patch_is_reported_in_the_patch()
    {
        var run = Over(
            """{ "properties": { "a": { "type": "string" } } }""",
            SchemaText.InputPatch("acme/a", "{ \"properties\":\n{ \"b\": { \"$ref\": \"../common/bad.schema.json\" } } }"),
            SchemaText.Reference("common/bad.schema.json", """{ "type": "object", "properties": { "day": { "type": "date" } } }"""));

        Assert.Equal(
            ["input.patch.json(2,10) common/bad.schema.json(1,37)"],
            Located(run).Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    private static IEnumerable<string> Located(GeneratorRun run) => run.Result.Diagnostics
        .Select(problem => $"{Path.GetFileName(problem.Location.GetLineSpan().Path)}{At(problem.Location)} "
            + string.Concat(problem.AdditionalLocations.Select(
                target => target.GetLineSpan().Path.Replace(SchemaText.Root, "", StringComparison.Ordinal) + At(target)))
            + $": {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")
        .Order(StringComparer.Ordinal);

    private static string At(Microsoft.CodeAnalysis.Location place) =>
        $"({place.GetLineSpan().StartLinePosition.Line + 1},{place.GetLineSpan().StartLinePosition.Character + 1})";

    private static GeneratorRun Over(string input, params SchemaText[] others) => GeneratorRun.Over(
    [
        SchemaText.Input("acme/a", input),
        SchemaText.Output("acme/a", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
        .. others,
    ]);
}
