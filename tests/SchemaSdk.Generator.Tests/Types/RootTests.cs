namespace SchemaSdk.Generator.Tests;

/// <summary>Tests root schemas of every kind, such as lists and unions. Their code must compile, and their rules must be checked.</summary>
public class RootTests
{
    public static TheoryData<string, string, string> Roots => new()
    {
        { """{ "type": "object" }""", "{}", "[]" },
        {
            """{ "type": "object", "properties": { "a": { "type": "object", "properties": { "b": {} } } } }""",
            "{\"a\":{\"b\":{}},\"c\":[]}", "{\"a\":[]}"
        },
        { """{ "type": "array", "items": { "type": "string" } }""", "[\"a\"]", "[1]" },
        { """{ "type": "array", "maxItems": 1 }""", "[[]]", "[1,2]" },
        { """{ "type": "string", "maxLength": 2 }""", "\"夜夜\"", "\"abc\"" },
        { """{ "type": ["object", "null"], "required": ["a"], "properties": { "a": { "type": "boolean" } } }""", "null", "{}" },
        { """{ "required": ["a"], "properties": { "a": { "type": "boolean" } } }""", "[]", "{\"a\":1}" },
        { """{ "oneOf": [{ "type": "string" }, { "type": "object" }] }""", "{\"a\":1}", "[1]" },
        { """{ "type": "integer", "multipleOf": 9007199254740993 }""", "9007199254740993", "9007199254740992" },
        { "{}", "null", "{" },
        { """{ "title": "Only a title" }""", "[1]", "{" },
    };

    private static readonly List<string> Schemas = [.. Roots.Select(row => (string)row[0])];

    private static readonly Lazy<IReadOnlyList<ModelInfo>> Models = new(() => Compiler.Models(GeneratorRun.OfEach(Schemas)));

    [Theory]
    [MemberData(nameof(Roots))]
    public void A_root_accepts_valid_values_and_refuses_invalid_ones(string schema, string valid, string invalid)
    {
        var model = Models.Value.Single(model => model.Id == $"acme/m{Schemas.IndexOf(schema)}");

        Assert.Empty(model.Validate(Encoding.UTF8.GetBytes(valid)));
        Assert.NotEmpty(model.Validate(Encoding.UTF8.GetBytes(invalid)));
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": WHOLE }""")]
    [InlineData("""{ "type": "array", "items": { "type": "array", "items": LISTS } }""")]
    [InlineData("""{ "type": "object", "additionalProperties": WHOLE }""")]
    [InlineData("""{ "type": "array", "items": { "anyOf": [{ "type": "string" }, WHOLE] } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "b": WHOLE } } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "NAME": { "items": OTHER }, "NAME_item": {} } } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "NAME": { "items": ENUM }, "NAME_item": {} } } }""")]
    public void A_type_inside_root_items_gets_a_different_name_from_the_items(string schema)
    {
        const string Whole =
            """{ "type": "object", "properties": { "NAME": { "type": "array", "items": PART }, "c": { "enum": ["d"] } } }""";
        const string Part = """{ "type": "object", "properties": { "NAME_item": { "enum": ["x"] } } }""";
        const string Lists =
            """{ "type": "object", "properties": { "NAME": { "type": "array", "items": { "type": "array", "items": PART } } } }""";
        var whole = schema.Replace("WHOLE", Whole, StringComparison.Ordinal)
            .Replace("LISTS", Lists, StringComparison.Ordinal)
            .Replace("PART", Part, StringComparison.Ordinal)
            .Replace("OTHER", """{ "type": "object", "properties": { "b": {} } }""", StringComparison.Ordinal)
            .Replace("ENUM", """{ "enum": ["b"] }""", StringComparison.Ordinal);

        var run = GeneratorRun.OfModel(
            whole.Replace("NAME", "a_input", StringComparison.Ordinal), whole.Replace("NAME", "a_output", StringComparison.Ordinal));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Theory]
    [InlineData("""{ "properties": { "a_input": {}, "b": { "x-csharp-name": "AInput" } } }""")]
    [InlineData("""{ "oneOf": [{ "const": "a_input" }, { "const": "b", "x-csharp-name": "AInput" }] }""")]
    public void A_member_that_has_the_name_of_the_root_gets_a_different_name_from_its_siblings(string schema) =>
        Assert.Empty(Compiler.Complaints(GeneratorRun.OfInput(schema), LanguageVersion.CSharp12));

    [Theory]
    [InlineData("#/items/properties/a_output/items")]
    [InlineData("#/items")]
    public void A_reference_leads_to_the_renamed_type_or_to_the_root(string again)
    {
        var run = GeneratorRun.OfModel("{}", $$"""
            { "type": "array", "items": { "type": "object", "properties": {
              "a_output": { "type": "array", "items": { "type": "object", "properties": { "next": { "$ref": "{{again}}" } } } } } } }
            """);

        var root = run.TypeOf("AOutputItem");
        var inside = root.GetNestedType("AOutputItem_")!;
        Assert.Equal(again == "#/items" ? root : inside, inside.GetProperty("Next")!.PropertyType);
    }
}
