using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests how patches change the generated code, what they leave as it is, and where their problems are reported.</summary>
public class PatchTests
{
    private const string Schema = """
        {
          "type": "object",
          "title": "入力",
          "properties": {
            "text": { "type": "string", "title": "文" },
            "size": { "type": "integer", "minimum": 1 }
          }
        }
        """;

    [Fact]
    public void A_patch_changes_documentation_bounds_names_and_members() => Over("""
        {
          "title": "What to draw.",
          "properties": {
            "text": { "title": "Prompt", "x-csharp-name": "Prompt" },
            "size": { "minimum": null, "maximum": 9 },
            "seed": { "type": "integer" }
          }
        }
        """)
        .ExpectCompiled("What to draw.", "public string? Prompt {", "integer, at most 9", "public long? Seed {");

    [Fact]
    public void The_client_contains_the_unchanged_schema_and_the_patch()
    {
        const string Patch = """{ "properties": { "text": { "title": "Prompt" } } }""";

        var info = Info(Over(Patch));

        Assert.Equal(Schema, info.InputSchema);
        Assert.Equal(Patch, info.InputPatch);
        Assert.Null(info.OutputPatch);
    }

    [Fact]
    public void A_patch_of_an_output_changes_the_output()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", Schema),
            SchemaText.Output("acme/a", """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }"""),
            SchemaText.OutputPatch(
                "acme/a", """{ "output": { "properties": { "seconds": { "type": "integer", "minimum": 0, "maximum": 9 } } } }"""));

        run.ExpectCode("public int? Seconds {");
        Assert.NotNull(Info(run).OutputPatch);
        Assert.Null(Info(run).InputPatch);
    }

    [Fact]
    public void A_patch_may_refer_to_other_files() => Over(
        """{ "properties": { "color": { "$ref": "../../common/color.schema.json" } } }""",
        SchemaText.Reference("common/color.schema.json", """{ "type": "string", "enum": ["red"] }"""))
        .ExpectCode(" Red = ");

    [Theory]
    [InlineData(
        "{\n  oops",
        "SSDK001 error schemas/acme/a/input.patch.json(2,3): Found 'o' where a property name in double quotes should be; no code is "
            + "generated from this file until you correct it")]
    [InlineData(
        "[1]",
        "SSDK001 error schemas/acme/a/input.patch.json(1,1): The file must contain an object with a JSON Merge Patch; "
            + "no code is generated from this file until you correct it")]
    public void A_patch_that_is_not_an_object_excludes_its_model(string patch, string problem)
    {
        var run = Over(patch);

        Assert.Equal([problem], run.Problems);
        Assert.DoesNotContain("acme_a.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_patch_without_its_schema_is_reported() => Assert.Equal(
        [
            "SSDK012 warning schemas/acme/b/input.patch.json(1,1): 'acme/b' has no input.json for this patch, so the patch changes "
            + "nothing; move the patch beside its schema, or set its ModelId",
            "SSDK012 warning schemas/acme/b/output.patch.json(1,1): 'acme/b' has no output.json for this patch, so the patch changes "
            + "nothing; move the patch beside its schema, or set its ModelId",
        ],
        GeneratorRun.Over(SchemaText.InputPatch("acme/b", "{}"), SchemaText.OutputPatch("acme/b", "{}")).Problems);

    [Theory]
    [InlineData(
        """{ "properties": { "seed": null } }""", 19, "/properties/seed",
        "the schema has no such member to remove; delete this part of the patch")]
    [InlineData("""{ "title": "入力" }""", 3, "/title", "the schema already says this; delete this part of the patch")]
    [InlineData("""{ "properties": { "size": { "minimum": 1.0 } } }""", null, "", "")]
    [InlineData("{ }", 1, "", "the schema already says this; delete this part of the patch")]
    [InlineData(
        """{ "properties": { "text": {} } }""", 19, "/properties/text", "the schema already says this; delete this part of the patch")]
    [InlineData("""{ "properties": { "default": { "title": "T" } } }""", 19, "/properties/default", Describes)]
    [InlineData(
        """{ "properties": { "dependentRequired": { "title": "T" } } }""", 19, "/properties/dependentRequired", Describes)]
    [InlineData("""{ "properties": { "a/b~": { "title": "One" } } }""", 19, "/properties/a~1b~0", Describes)]
    [InlineData(
        """{ "properties": { "prompt": { "x-csharp-name": "P", "default": 1, "items": { "a": { "readOnly": true } } } } }""",
        19, "/properties/prompt", Describes)]
    [InlineData("""{ "properties": { "text": { "items": { "title": "One" } } } }""", 29, "/properties/text/items", Describes)]
    [InlineData("""{ "properties": { "prompt": { "title": "Prompt", "type": "string" } } }""", null, "", "")]
    [InlineData("""{ "dependentRequired": { "title": ["description"] }, "dependencies": { "default": ["x-a"] } }""", null, "", "")]
    [InlineData("""{ "not": { "dependentRequired": { "title": ["description"] } } }""", null, "", "")]
    public void An_outdated_part_of_a_patch_is_reported_at_its_position(string patch, int? column, string pointer, string why) =>
        Assert.Equal(
        column is null
            ? []
            :
            [
                $"SSDK013 warning schemas/acme/a/input.patch.json(1,{column}): The patch of 'acme/a' no longer applies at '{pointer}': "
                    + $"{why}"
            ],
        Over(patch).Problems);

    [Fact]
    public void A_problem_is_reported_in_the_file_that_causes_it()
    {
        var run = GeneratorRun.OfInput(
            """{ "properties": { "a": { "type": "date" }, "b": { "title": "B" }, "c": { "title": "E" }, "d": {} } }""",
            SchemaText.InputPatch(
                "acme/a",
                """
                { "required": ["e"],
                  "properties": { "a": { "title": "A" },
                  "b": { "type": "date" },
                  "c": { "title": "C",
                         "enum": [1, "c"] },
                  "d": { "$ref": "#/nowhere" },
                  "f": { "type": "day" } } }
                """));

        Assert.Equal(
            [
                "SSDK003 input.json(1,19)",
                "SSDK003 input.patch.json(3,10)",
                "SSDK003 input.patch.json(5,10)",
                "SSDK003 input.patch.json(7,3)",
                "SSDK004 input.patch.json(1,16)",
                "SSDK005 input.patch.json(6,10)",
            ],
            run.Problems.Select(problem => problem[..8]
                + problem[problem.IndexOf("input.", StringComparison.Ordinal)..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void The_documented_example_has_the_documented_effect()
    {
        var example = Page.Read("docs/guides/patches.md").Blocks.First(block => block.Language == "json").Code;
        var run = GeneratorRun.OfInput(
            """
            { "properties": { "seconds": { "type": "integer" }, "img2": { "type": "string" },
              "shots": { "type": "array", "items": { "type": "object", "properties": { "seconds": { "type": "integer" } } } } } }
            """,
            SchemaText.InputPatch("acme/a", example));

        run.ExpectCode("class StoryboardModel", "Length of the whole video. (at most 60)", "public string? SecondImage {", "sum of /");
    }

    [Theory]
    [InlineData(
        """{ "description": "A clip.", "x-csharp-name": "Clip", "x-rules": [{ "sum": "/shots/*", "equals": "/seconds" }] }""",
        "public long? Seconds {")]
    [InlineData("""{ "required": ["seconds"], "additionalProperties": false }""", "public required long Seconds {")]
    public void A_patched_map_of_properties_is_still_a_map_of_properties(string patch, string property) => GeneratorRun.OfInput(
        """{ "seconds": { "type": "integer" }, "shots": { "type": "array", "items": { "type": "integer" } } }""",
        SchemaText.InputPatch("acme/a", patch))
        .ExpectCode(property);

    [Fact]
    public void A_description_renames_no_type()
    {
        const string Choice =
            """{ "properties": { "a": { "anyOf": [{ "const": 1, DESCRIPTION "type": "integer" }, { "enum": ["x"] }, { "properties": """
                + """{ "title": { "enum": ["y"] } } }] } } }""";

        Assert.Contains("NumberChoiceBranch", Types(""));
        Assert.Equal(Types(""), Types(""" "description": "Once.", "default": 1, """));

        static IEnumerable<string> Types(string description) => Regex
            .Matches(
                GeneratorRun.OfInput(Choice.Replace("DESCRIPTION", description, StringComparison.Ordinal)).Code,
                @"record (struct )?(\w+)")
            .Select(match => match.Groups[2].Value);
    }

    [Fact]
    public void A_default_that_looks_like_a_schema_is_a_default() => GeneratorRun.OfInput(
        """{ "type": "object", "properties": { "card": { "type": "object" } } }""",
        SchemaText.InputPatch("acme/a", """{ "properties": { "card": { "default": { "title": "None" } } } }"""))
        .ExpectCode("default {\"title\":\"None\"}");

    [Fact]
    public void A_patch_with_an_invalid_keyword_leaves_the_output_typed()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input("acme/a", """{ "type": "object", "properties": { "text": { "type": "string" } } }"""),
            SchemaText.Output("acme/a", """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }"""),
            SchemaText.OutputPatch("acme/a", """{ "x-csharp-name": "Clip" }"""));

        Assert.StartsWith("SSDK015 ", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.Contains("public string? Video {", run.Code, StringComparison.Ordinal);
    }

    private const string Describes =
        "the schema has no such member to describe, so this part of the patch is ignored; move it to the new name if the service has "
            + "renamed the property, otherwise delete it from the patch";

    private static GeneratorRun Over(string patch, params SchemaText[] more) =>
        GeneratorRun.OfInput(Schema, [SchemaText.InputPatch("acme/a", patch), .. more]);

    private static ModelInfo Info(GeneratorRun run) => Assert.Single(Compiler.Models(run));
}
