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

    private static GeneratorRun Run(string input, string output = GeneratorRun.Small)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", output), Color, Size, Unused);

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        return run;
    }
}
