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

    [Fact]
    public void A_type_of_another_file_is_generated_in_each_model_that_uses_it() => GeneratorRun.OfInput(
        """{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json#/definitions/Size" } } }""", Size)
        .ExpectCompiled("public required int Width {", "integer 1..4096");

    [Theory]
    [InlineData("#side")]
    [InlineData("#/definitions/Named")]
    [InlineData("#/definitions/Named/definitions/Own")]
    [InlineData("#/definitions/Other")]
    public void References_to_ids_and_anchors_in_another_file_are_followed(string fragment) => GeneratorRun.OfInput(
        """{ "$id": "http://acme.example/input.json","""
        + $$""" "properties": { "side": { "$ref": "../common/named.schema.json{{fragment}}" } },"""
        + """ "definitions": { "Own": { "type": "string" } } }""",
        SchemaText.Reference("common/named.schema.json", """
            { "$id": "http://acme.example/named.json", "definitions": {
                "Named": {
                  "$id": "named", "allOf": [{ "$ref": "#/definitions/Own" }], "definitions": { "Own": { "type": "integer" } } },
                "Other": { "$ref": "http://acme.example/named" },
                "Own": { "$anchor": "side", "$ref": "named" } } }
            """))
        .ExpectCode("public long? Side {");

    [Theory]
    [InlineData("$defs", "definitions", "integer 1..4096")]
    [InlineData("definitions", "$defs", "integer 5..4096")]
    [InlineData("$defs", "$defs", "integer 5..4096")]
    [InlineData("definitions", "definitions", "integer 1..4096")]
    public void Keywords_beside_a_reference_in_another_file_count_as_in_the_draft_of_that_file(string own, string other, string rule) =>
        GeneratorRun.OfInput(
            $$"""{ "properties": { "size": { "$ref": "../common/size.schema.json" } }, "{{own}}": {} }""",
            SchemaText.Reference("common/size.schema.json", $$"""
                { "properties": { "width": { "$ref": "#/{{other}}/Side", "minimum": 5 } },
                  "{{other}}": { "Side": { "type": "integer", "minimum": 1, "maximum": 4096 } } }
                """))
            .ExpectCode(rule);

    [Theory]
    [InlineData("#/components/schemas/Clip", "Still")]
    [InlineData("Clip", "#/components/schemas/Still")]
    public void A_mapping_in_another_file_leads_to_the_schemas_of_that_file(string clip, string still) => GeneratorRun.OfInput(
        """{ "properties": { "part": { "$ref": "../common/part.schema.json" } } }""",
        SchemaText.Reference("common/part.schema.json", $$"""
            { "discriminator": { "propertyName": "kind", "mapping": { "a-clip": "{{clip}}", "a-still": "{{still}}" } },
              "oneOf": [{ "$ref": "#/components/schemas/Clip" }, { "$ref": "#/components/schemas/Still" }],
              "components": { "schemas": {
                "Clip": { "type": "object", "properties": { "kind": { "type": "string" } } },
                "Still": { "type": "object", "properties": { "kind": { "type": "string" } } } } } }
            """))
        .ExpectCode("a-clip", "a-still");

    [Theory]
    [InlineData("a-b", "ab")]
    [InlineData("a 13", "a\u2013")]
    public void Files_whose_names_differ_only_in_punctuation_are_distinct(string one, string other) => GeneratorRun.OfInput(
        $$"""{ "properties": { "p": { "$ref": "{{one}}.schema.json" }, "q": { "$ref": "{{other}}.schema.json" } } }""",
        SchemaText.Reference($"acme/a/{one}.schema.json", """{ "type": "integer" }"""),
        SchemaText.Reference($"acme/a/{other}.schema.json", """{ "type": "boolean" }"""))
        .ExpectCode("public long? P {", "public bool? Q {");

    [Theory]
    [InlineData("my%20types/a%23", "my types/a#")]
    [InlineData("a\\/gr\\u00f6\\u00DFe", "a/größe")]
    public void The_name_of_another_file_may_be_escaped(string written, string name) => GeneratorRun.OfInput(
        $$"""{ "properties": { "p": { "$ref": "{{written}}.schema.json" } } }""",
        SchemaText.Reference($"acme/a/{name}.schema.json", """{ "type": "integer" }"""))
        .ExpectCode("public long? P {");

    [Fact]
    public void A_definition_of_the_schema_is_not_replaced_by_another_file()
    {
        const string Key = "file_acme_002fa_002fx_002eschema_002ejson";
        var run = GeneratorRun.OfInput(
            $$"""
            { "properties": { "p": { "$ref": "x.schema.json" }, "q": { "$ref": "#/definitions/{{Key}}" } },
              "definitions": { "{{Key}}": { "type": "boolean" } } }
            """,
            SchemaText.Reference("acme/a/x.schema.json", """{ "type": "integer" }"""));

        run.ExpectCode("public long? P {", "public bool? Q {");
    }

    [Fact]
    public void An_anchor_that_another_file_lacks_is_reported_as_written() => Assert.Contains(
        "to '../common/size.schema.json#nowhere'",
        Assert.Single(GeneratorRun.OfInput(
            """{ "properties": { "size": { "$ref": "../common/size.schema.json#nowhere" } } }""", Size).Problems),
        StringComparison.Ordinal);

    [Fact]
    public void A_problem_in_another_file_is_reported_at_the_reference_and_with_its_own_position()
    {
        var run = GeneratorRun.OfInput(
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
    public void A_problem_is_reported_at_each_reference_that_leads_to_it() => Assert.Equal(
        ["input.json(1,26) common/bad.schema.json(1,1)", "input.json(1,38) common/bad.schema.json(1,1)"],
        Places(GeneratorRun.Over(
            SchemaText.Output("", GeneratorRun.Small),
            SchemaText.Input("a", """{ "properties": { "d": { "$ref": "../common/bad.schema.json" } } }"""),
            SchemaText.Input("b", """{ "properties": { "text": {}, "d": { "$ref": "../common/bad.schema.json" } } }"""),
            SchemaText.Reference("common/bad.schema.json", """{ "type": "date" }"""))));

    [Fact]
    public void A_problem_behind_a_local_reference_has_both_positions() => Assert.Equal(
        [
            "input.json(1,19) acme/a/input.json(2,20): 'acme/a' has an enum that is neither all strings nor all numbers at "
            + "'/properties/a', which has no typed form; its type is JsonElement until the schema or a patch describes it differently"
        ],
        Located(GeneratorRun.OfInput(
            """
            { "properties": { "a": { "$ref": "#/definitions/Mixed" } },
              "definitions": { "Mixed": { "enum": [1, "a"] } } }
            """)));

    [Fact]
    public void A_reference_in_a_patch_is_reported_in_the_patch() => Assert.Equal(
        ["input.patch.json(2,10) common/bad.schema.json(1,37)"],
        Places(GeneratorRun.OfInput(
            """{ "properties": { "a": { "type": "string" } } }""",
            SchemaText.InputPatch("acme/a", "{ \"properties\":\n{ \"b\": { \"$ref\": \"../common/bad.schema.json\" } } }"),
            SchemaText.Reference("common/bad.schema.json", """{ "type": "object", "properties": { "day": { "type": "date" } } }"""))));

    [Fact]
    public void The_client_does_not_contain_the_folder_of_the_project()
    {
        var run = GeneratorRun.OfInput(
            """{ "properties": { "kite": { "$ref": "../../../common/kite.schema.json" } } }""",
            new SchemaText("/repo/common/kite.schema.json", """{ "type": "integer" }""", "Reference"));

        run.ExpectCode("public long? Kite {");
        Assert.Contains("new(\"../common/kite.schema.json\", ", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("/repo/", run.Sources["acme_a.schema.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_outside_the_root_gets_the_file_next_to_it()
    {
        const string Refers = """{ "properties": { "size": { "$ref": "common.schema.json" } } }""";
        var run = GeneratorRun.Over(
            SchemaText.Output("", GeneratorRun.Small),
            new SchemaText("/repo/vendor/a/input.json", Refers, "Input", "v/a"),
            new SchemaText("/repo/vendor/a/common.schema.json", """{ "type": "integer" }""", "Reference"),
            new SchemaText("/repo/vendor/b/input.json", Refers, "Input", "v/b"),
            new SchemaText("/repo/vendor/b/common.schema.json", """{ "type": "boolean" }""", "Reference"));

        Assert.Empty(run.Problems);
        Assert.Contains("public long? Size {", run.Sources["v_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("public bool? Size {", run.Sources["v_b.g.cs"], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(GeneratorRun run) => Located(run).Select(problem => problem.Split(':')[0]);

    private static IEnumerable<string> Located(GeneratorRun run) => run.Result.Diagnostics
        .Select(problem => $"{Path.GetFileName(problem.Location.GetLineSpan().Path)}{At(problem.Location)} "
            + string.Concat(problem.AdditionalLocations.Select(
                target => target.GetLineSpan().Path.Replace(SchemaText.Root, "", StringComparison.Ordinal) + At(target)))
            + $": {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")
        .Order(StringComparer.Ordinal);

    private static string At(Microsoft.CodeAnalysis.Location place) =>
        $"({place.GetLineSpan().StartLinePosition.Line + 1},{place.GetLineSpan().StartLinePosition.Character + 1})";
}
