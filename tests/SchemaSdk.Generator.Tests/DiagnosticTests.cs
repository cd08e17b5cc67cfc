using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;
using SchemaSdk.Generator.Parsing;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Every diagnostic by its exact text and place, and that it comes alone.</summary>
public class DiagnosticTests
{
    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    [Fact]
    public void SSDK001_tells_line_and_column_of_what_is_not_JSON() => Expect(
        "{\n  \"type\": \"object\",\n  \"properties\": { \"a\": { \"type\": \"string\", } }\n}",
        "SSDK001 error schemas/acme/a/input.json(3,44): Found '}' where a property name in double quotes should be; no code is generated from this file until it is JSON");

    [Fact]
    public void SSDK002_tells_that_there_is_no_output_schema() => Assert.Equal(
        [
            "SSDK002 warning schemas/acme/a/input.json(1,1): 'acme/a' has no output.json beside its input.json or in a folder above; "
            + "its output is JsonElement until there is one",
        ],
        GeneratorRun.Over(SchemaText.Input("acme/a", "\n\n" + Object("\"a\": { \"type\": \"string\" }"))).Problems);

    [Fact]
    public void SSDK003_tells_what_has_no_typed_form() => Expect(
        Object("\n  \"a\": { \"type\": \"date\" }"),
        "SSDK003 warning schemas/acme/a/input.json(2,3): 'acme/a' has the type \"date\" at '/properties/a', which has no typed form; it becomes JsonElement");

    [Fact]
    public void SSDK004_tells_which_required_name_is_no_property() => Expect(
        """{ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "string" } } }""",
        "SSDK004 warning schemas/acme/a/input.json(1,21): 'acme/a' requires 'b' at '', which is no property there; it is not enforced: "
        + "correct the name in 'required', or describe the property");

    [Fact]
    public void SSDK005_tells_which_reference_leads_nowhere() => Expect(
        Object("\n\n\"a\": { \"$ref\": \"other.json#/x\" }"),
        "SSDK005 warning schemas/acme/a/input.json(3,1): 'acme/a' refers to 'other.json#/x' at '/properties/a', which is not in this file; "
        + "it becomes JsonElement: nothing is loaded from elsewhere");

    [Theory]
    [InlineData("/repo/schemas/input.json")]
    [InlineData("/elsewhere/acme/a/input.json")]
    public void SSDK006_tells_that_a_path_gives_no_id(string path) => Assert.Equal(
        [
            $"SSDK006 error {Short(path)}(1,1): '{Short(path)}' is not in a folder of its own below the schema root, so no model id follows from its path; "
            + "move it, or set ModelId on its ModelSchema item",
        ],
        GeneratorRun.Over(new SchemaText(path, Object("\"a\": { \"type\": \"string\" }"), "Input")).Problems);

    [Fact]
    public void SSDK007_tells_which_of_two_inputs_is_used()
    {
        var run = GeneratorRun.Over(
            SchemaText.Output("acme/a", Output),
            new SchemaText("/repo/schemas/z/input.json", "\n" + Object("\"z\": { \"type\": \"string\" }"), "Input", "acme/a"),
            SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"string\" }")));

        Assert.Equal(
            [
                "SSDK007 error schemas/z/input.json(1,1): 'acme/a' is described by 'schemas/acme/a/input.json' already; this file is not used: "
                + "remove one, or give one another ModelId",
            ],
            run.Problems);
        Assert.Contains("public string? A", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void SSDK007_tells_which_of_two_outputs_is_used() => Assert.Equal(
        [
            "SSDK007 error schemas/z/output.json(1,1): 'acme/a' is described by 'schemas/acme/a/output.json' already; this file is not used: "
            + "remove one, or give one another ModelId",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"string\" }")),
            new SchemaText("/repo/schemas/z/output.json", "{\n" + Output[1..], "Output", "acme/a"),
            SchemaText.Output("acme/a", Output)).Problems);

    [Fact]
    public void SSDK008_tells_how_clashing_members_are_named() => Expect(
        Object("\"image_url\": { \"type\": \"string\" }, \"imageUrl\": { \"type\": \"string\" }, \"a\": { \"type\": \"string\" }"),
        "SSDK008 warning schemas/acme/a/input.json(1,1): 'acme/a' has 'imageUrl' and 'image_url' at '', which clean to one identifier; "
        + "they are named ImageUrl_Lower and Image_Lower_Underscore_Url_Lower");

    [Fact]
    public void SSDK008_tells_how_clashing_segments_are_named() => Assert.Equal(
        [
            "SSDK008 warning schemas/acme/wan-2-6/x/input.json(1,1): 'acme/wan-2-6/x' has 'wan-2-6' and 'wan-2.6' at 'acme', which clean to one identifier; "
            + "they are named Wan_Lower_Dash_2_Dash_6 and Wan_Lower_Dash_2_Dot_6",
        ],
        GeneratorRun.Over(
            SchemaText.Output("", Output),
            SchemaText.Input("acme/wan-2.6/x", Object("\"a\": { \"type\": \"string\" }")),
            SchemaText.Input("acme/wan-2-6/x", Object("\"a\": { \"type\": \"string\" }")),
            SchemaText.Input("acme/wan-2-6/y", Object("\"a\": { \"type\": \"string\" }"))).Problems);

    /// <summary>The dialect leaves nothing that NJsonSchema stumbles over today, so its part is asked for alone.</summary>
    [Fact]
    public void SSDK009_tells_what_the_schema_library_says()
    {
        const string Text = """{ "properties": { "a": { "type": "string", "xml": 5 } } }""";
        var file = new SchemaFile("/repo/schemas/acme/a/input.json", "acme/a", SchemaRole.Input, Text);
        var problems = new ProblemList(SchemaNormalizer.Normalize(file));
        var json = (JObject)JsonText.Read(Text);

        var schema = SchemaLoader.Load(json, problems);

        Assert.True(schema.Properties["a"].Type.HasFlag(NJsonSchema.JsonObjectType.String));
        Assert.Equal(
            "'acme/a' has something at '/properties/a/xml' that cannot be read as JSON Schema "
            + "(Error converting value 5 to type 'NJsonSchema.JsonXmlObject'); it is ignored",
            Assert.Single(problems.ToArray()).ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void SSDK011_tells_what_was_thrown_and_nothing_else_is_lost()
    {
        var file = new SchemaFile("/repo/schemas/acme/a/input.json", "acme/a", SchemaRole.Input, "{}");

        var parsed = SchemaParser.Parse(SchemaNormalizer.Normalize(file) with { Text = "broken on the way" });

        Assert.Null(parsed.Shape);
        Assert.StartsWith(
            "'acme/a' made the generator fail (JsonTextException: Found 'b' where a value should be); no code is generated from this file",
            Assert.Single(parsed.Problems).ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_diagnostic_is_in_the_ledger_with_its_title_and_severity()
    {
        var ledger = File.ReadAllText(Path.Combine(Repository.Root, "generator/AnalyzerReleases.Unshipped.md"));

        var descriptors = Enumerable.Range(1, 15).Select(number => Diagnostics.Descriptors.ById($"SSDK{number:000}"));

        Assert.All(descriptors, descriptor => Assert.Contains(
            $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", ledger, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_with_a_wrong_part_still_compiles_with_the_rest()
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"date\" }, \"b\": { \"type\": \"boolean\" }")));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Contains("public bool? B", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("JsonElement? A ", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    private static string Object(string properties) => $$"""{ "type": "object", "properties": { {{properties}} } }""";

    private static string Short(string path) => path.Replace("/repo/", "", StringComparison.Ordinal);

    private static void Expect(string input, params string[] problems) =>
        Assert.Equal(
            string.Join("\n", problems),
            string.Join("\n", GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", Output)).Problems));
}
