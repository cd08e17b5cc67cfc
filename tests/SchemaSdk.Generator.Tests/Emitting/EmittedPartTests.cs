namespace SchemaSdk.Generator.Tests;

/// <summary>Tests parts of the emitted code that few schemas need.</summary>
public class EmittedPartTests
{
    private static readonly SchemaText Color = SchemaText.Reference(
        "common/color.schema.json", """{ "type": "string", "enum": ["red"] }""");
    private static readonly SchemaText Size = SchemaText.Reference("common/size.schema.json", """{ "type": "number", "enum": [0.5, 2] }""");

    [Fact]
    public void A_file_that_input_and_output_refer_to_is_included_once()
    {
        const string Both = """{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" } } }""";

        var text = Run(
            Both,
            """{ "type": "object", "properties": { "color": { "$ref": "../common/color.schema.json" }, "size": """
            + """{ "$ref": "../common/size.schema.json" } } }""").Sources["acme_a.schema.g.cs"];

        Assert.Equal(2, text.Split("new(\"common/color.schema.json\", ").Length);
        Assert.Equal(2, text.Split("new(\"common/size.schema.json\", ").Length);
    }

    [Fact]
    public void An_enum_of_numbers_is_a_number()
    {
        var text = Text("""{ "type": "object", "properties": { "size": { "$ref": "../common/size.schema.json" } } }""");

        Assert.Contains("record struct SizeValue(double? Value) : runtime::INumber<SizeValue>", text, StringComparison.Ordinal);
        Assert.Contains("public static readonly SizeValue _0_5 = new(0.5);", text, StringComparison.Ordinal);
        Assert.Contains("runtime::KnownNumbers.ReadNumber(ref reader)", text, StringComparison.Ordinal);
    }

    /// <summary>The Kelvin sign has the same lower-case letter as K.</summary>
    [Fact]
    public void Names_with_the_same_lower_case_letter_have_different_fields() =>
        Assert.Contains("_\u212A;", Text("""{ "properties": { "k": {}, "\u212A": {} } }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", "")]
    [InlineData(
        """{ "type": "array", "items": { "type": "object", "properties": { "b": { "type": "string" } } } }""",
        "search.Root<AOutputItem>();")]
    public void A_model_lists_the_types_of_its_output(string output, string types)
    {
        var text = Text("""{ "type": "object", "properties": { "a": { "type": "string" } } }""", output);

        Assert.Contains(
            $"Types(runtime::TypeSearch search) {{ search.Root<AInput>();{(types.Length == 0 ? "" : " " + types)} }}",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_its_own_types_has_no_type_list() =>
        Assert.DoesNotContain(
            "void Types(",
            Text("""{ "type": "array", "items": { "type": "integer" } }""", """{ "type": "array", "items": { "type": "integer" } }"""),
            StringComparison.Ordinal);

    private static string Text(string input, string output = """{ "type": "object", "properties": { "x": { "type": "string" } } }""") =>
        Run(input, output).Sources["acme_a.g.cs"];

    private static GeneratorRun Run(string input, string output)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", output), Color, Size);

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        return run;
    }
}
