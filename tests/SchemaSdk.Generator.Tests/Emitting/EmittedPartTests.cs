using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests parts of the emitted code that few schemas need.</summary>
public class EmittedPartTests
{
    private static readonly SchemaText Color = SchemaText.Reference(
        "common/color.schema.json", """{ "type": "string", "enum": ["red"] }""");
    private static readonly SchemaText Unused = SchemaText.Reference("common/unused.schema.json", "{}");
    private static readonly SchemaText Size = SchemaText.Reference("common/size.schema.json", """{ "type": "number", "enum": [0.5, 2] }""");

    [Fact]
    public void A_file_is_included_once_if_the_input_or_the_output_refers_to_it()
    {
        const string Both = """{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" } } }""";

        var text = Run(
            Both,
            """{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" }, "size": """
            + """{ "$ref": "../common/size.schema.json" } } }""").Sources["acme_a.schema.g.cs"];

        Assert.Equal(
            ["color", "size"],
            Regex.Matches(text, "new\\(\"common/(\\w+).schema.json\", runtime::SchemaText.Of\\(")
                .Select(file => file.Groups[1].Value)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_enum_of_numbers_is_a_number() => Run(
        """{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json" } } }""")
        .ExpectCode(
            "record struct SizeValue(double? Value) : runtime::INumber<SizeValue>",
            "public static readonly SizeValue _0_5 = new(0.5);",
            "runtime::KnownNumbers.ReadNumber(ref reader)");

    /// <summary>The Kelvin sign has the same lower-case letter as K.</summary>
    [Fact]
    public void Names_with_the_same_lower_case_letter_have_different_fields() =>
        Assert.Contains("_\u212A;", Run("""{ "properties": { "k": {}, "\u212A": {} } }""").Code, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", "")]
    [InlineData(
        """{ "type": "array", "items": { "type": "object", "properties": { "b": { "type": "string" } } } }""",
        "search.Root<AOutputItem>();")]
    public void A_model_lists_the_types_of_its_output(string output, string types) => Assert.Contains(
        $"Types(runtime::TypeSearch search) {{ search.Root<AInput>();{(types.Length == 0 ? "" : " " + types)} }}",
        Run("""{ "type": "object", "properties": { "a": { "type": "string" } } }""", output).Code,
        StringComparison.Ordinal);

    [Fact]
    public void A_model_without_its_own_types_has_no_type_list() =>
        Assert.DoesNotContain(
            "void Types(",
            Run("""{ "type": "array", "items": { "type": "integer" } }""", """{ "type": "array", "items": { "type": "integer" } }""").Code,
            StringComparison.Ordinal);

    // The tables are in static fields. Hot reload would keep their old content, but a new name for their class makes the program restart.
    [Theory]
    [InlineData("\"x\":", "\"added\": {}, \"x\":", true)]
    [InlineData("\"x\": {}, \"y\": {}", "\"y\": {}, \"x\": {}", true)]
    [InlineData("cfg_scale", "cfgScale", true)]
    [InlineData("[\"note\"]", "[\"cfg_scale\"]", true)]
    [InlineData("\"large\"", "\"huge\"", true)]
    [InlineData("0.5", "0.25", true)]
    [InlineData("^a", "^b", true)]
    [InlineData("\"maximum\": 50", "\"maximum\": 60", true)]
    [InlineData("What it says.", "What it tells.", false)]
    public void Only_an_edit_of_a_name_a_value_or_a_rule_renames_the_class_with_the_tables(string old, string edited, bool renames)
    {
        const string Input = """{ "type": "object", "properties": { "steps": { "type": "integer", "maximum": 50 } } }""";
        const string Output =
            """
            {
              "type": "object",
              "required": ["note"],
              "properties": {
                "note": { "type": ["string", "null"], "description": "What it says." },
                "cfg_scale": { "type": "number" },
                "size": { "enum": ["small", "large"] },
                "share": { "enum": [0.5, 2] },
                "part": { "anyOf": [{ "type": "string", "pattern": "^a" }, { "type": "array", "items": { "type": "string" } }] },
                "x": {}, "y": {}
              }
            }
            """;

        var before = ClassOf("wire", Run(Input, Output).Code);
        var after = ClassOf("wire", Run(Edited(Input), Edited(Output)).Code);

        Assert.Equal(renames, before != after);

        string Edited(string schema) => schema.Replace(old, edited, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_a_model_renames_the_class_with_the_list_of_models()
    {
        const string Schema = """{ "type": "object", "properties": { "x": { "type": "string" } } }""";
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", Schema), SchemaText.Output("", Schema));
        var before = ClassOf("AllModels", run.Sources["_client.g.cs"]);

        run.Insert(0, SchemaText.Input("acme/b", Schema));

        Assert.NotEqual(before, ClassOf("AllModels", run.Sources["_client.g.cs"]));
    }

    private static string ClassOf(string name, string text) => Regex.Match(text, $"class {name}_[0-9a-f]+").Value;

    private static GeneratorRun Run(string input, string output = GeneratorRun.Small)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", output), Color, Size, Unused);

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        return run;
    }
}
