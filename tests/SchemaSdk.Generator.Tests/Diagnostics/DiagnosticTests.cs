using System.Collections;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Generator.Tests;

/// <summary>Each diagnostic must have its exact text and position, and must be the only one reported.</summary>
public class DiagnosticTests
{
    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    [Fact]
    public void SSDK001_gives_the_position_of_invalid_JSON() => Expect(
        "{\n  \"type\": \"object\",\n  \"properties\": { \"a\": { \"type\": \"string\", } }\n}",
        "SSDK001 error schemas/acme/a/input.json(3,44): Found '}' where a property name in double quotes should be; no code is generated "
        + "from this file until it is JSON");

    [Fact]
    public void SSDK002_reports_a_missing_output_schema() => Assert.Equal(
        [
            "SSDK002 warning schemas/acme/a/input.json(1,1): 'acme/a' has no output.json beside its input.json or in a folder above; "
            + "its output is JsonElement until there is one",
        ],
        GeneratorRun.Over(SchemaText.Input("acme/a", "\n\n" + Object("\"a\": { \"type\": \"string\" }"))).Problems);

    [Fact]
    public void SSDK003_reports_a_part_without_a_typed_form() => Expect(
        Object("\n  \"a\": { \"type\": \"date\" }"),
        "SSDK003 warning schemas/acme/a/input.json(2,3): 'acme/a' has the type \"date\" at '/properties/a', which has no typed form; it "
        + "becomes JsonElement until the schema, or a patch, describes it otherwise");

    [Fact]
    public void SSDK004_reports_a_required_name_that_is_not_a_property() => Expect(
        """{ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "string" } } }""",
        "SSDK004 warning schemas/acme/a/input.json(1,39): 'acme/a' requires 'b' at '', which is not a property there; it is not enforced: "
        + "correct the name in 'required', or describe the property");

    [Fact]
    public void SSDK005_reports_a_reference_that_leads_nowhere() => Expect(
        Object("\n\n\"a\": { \"$ref\": \"other.json#/x\" }"),
        "SSDK005 warning schemas/acme/a/input.json(3,1): 'acme/a' refers to 'other.json#/x' at '/properties/a', which is neither in this "
        + "file nor in a *.schema.json of the project; "
        + "it becomes JsonElement: correct the reference, or add the file");

    [Theory]
    [InlineData("/repo/schemas/input.json")]
    [InlineData("/elsewhere/acme/a/input.json")]
    public void SSDK006_reports_a_path_that_gives_no_id(string path) => Assert.Equal(
        [
            $"SSDK006 error {Short(path)}(1,1): '{Short(path)}' is not in a subfolder of the schema root, so its path "
            + "gives no model id; move it, or set ModelId on its ModelSchema item",
        ],
        GeneratorRun.Over(new SchemaText(path, Object("\"a\": { \"type\": \"string\" }"), "Input")).Problems);

    [Theory]
    [InlineData(
        "/acme//new/", "an empty segment before, between or after its slashes; no code is generated from this file: write 'acme/new'")]
    [InlineData(
        "acme/ /new", "an empty segment before, between or after its slashes; no code is generated from this file: write 'acme/new'")]
    [InlineData("../new", "the segment '..'; no code is generated from this file: write 'new'")]
    [InlineData("./new", "the segment '.'; no code is generated from this file: write 'new'")]
    [InlineData(
        "/",
        "an empty segment before, between or after its slashes; no code is generated from this file: write segments with slashes between "
            + "them, such as 'acme/new'")]
    public void SSDK018_reports_the_fault_of_a_given_id(string id, string says)
    {
        foreach (var (kind, file) in ((string, string)[])[("Input", "input"), ("Output", "output"), ("InputPatch", "input.patch")])
        {
            Assert.Equal(
                [$"SSDK018 error schemas/acme/a/{file}.json(1,1): The ModelId '{id}' is not a valid model id, because it has {says}"],
                GeneratorRun.Over(
                    new SchemaText($"/repo/schemas/acme/a/{file}.json", Object("\"a\": { \"type\": \"string\" }"), kind, id)).Problems);
        }
    }

    [Fact]
    public void SSDK018_reports_a_control_character_in_an_id() => Assert.Equal(
        [
            "SSDK018 error schemas/a/input.json(1,1): The ModelId 'acme/n ew' is not a valid model id, because it has a control "
            + "character; "
            + "no code is generated from this file: write 'acme/new'",
        ],
        GeneratorRun.Over(new SchemaText("/repo/schemas/a/input.json", "{}", "Input", "acme/n\u0001ew")).Problems);

    [Fact]
    public void SSDK007_reports_the_second_of_two_inputs()
    {
        var run = GeneratorRun.Over(
            SchemaText.Output("acme/a", Output),
            new SchemaText("/repo/schemas/z/input.json", "\n" + Object("\"z\": { \"type\": \"string\" }"), "Input", "acme/a"),
            SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"string\" }")));

        Assert.Equal(
            [
                "SSDK007 error schemas/z/input.json(1,1): 'acme/a' is already described by 'schemas/acme/a/input.json'; this file is not "
                + "used: "
                + "remove one of them, or give one a different ModelId",
            ],
            run.Problems);
        Assert.Contains("public string? A", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void SSDK007_reports_the_second_of_two_outputs() => Assert.Equal(
        [
            "SSDK007 error schemas/z/output.json(1,1): 'acme/a' is already described by 'schemas/acme/a/output.json'; this file is not "
            + "used: "
            + "remove one of them, or give one a different ModelId",
        ],
        GeneratorRun.Over(
            SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"string\" }")),
            new SchemaText("/repo/schemas/z/output.json", "{\n" + Output[1..], "Output", "acme/a"),
            SchemaText.Output("acme/a", Output)).Problems);

    [Fact]
    public void SSDK008_reports_the_names_of_clashing_members() => Expect(
        Object("\"image_url\": { \"type\": \"string\" }, \"imageUrl\": { \"type\": \"string\" }, \"a\": { \"type\": \"string\" }"),
        "SSDK008 warning schemas/acme/a/input.json(1,72): 'acme/a' has 'imageUrl' and 'image_url' at '', which map to one identifier; "
        + "they are named ImageUrl_Lower and Image_Lower_Underscore_Url_Lower: "
        + "use these, or give a property another name by x-csharp-name");

    [Fact]
    public void SSDK008_reports_the_names_of_clashing_segments() => Assert.Equal(
        [
            "SSDK008 warning schemas/acme/wan-2-6/x/input.json(1,1): 'acme/wan-2-6/x' has 'wan-2-6' and 'wan-2.6' at 'acme', which map "
            + "to one identifier; "
            + "they are named Wan_Lower_Dash_2_Dash_6 and Wan_Lower_Dash_2_Dot_6: use these, or give a property another name by "
            + "x-csharp-name",
        ],
        GeneratorRun.Over(
            SchemaText.Output("", Output),
            SchemaText.Input("acme/wan-2.6/x", Object("\"a\": { \"type\": \"string\" }")),
            SchemaText.Input("acme/wan-2-6/x", Object("\"a\": { \"type\": \"string\" }")),
            SchemaText.Input("acme/wan-2-6/y", Object("\"a\": { \"type\": \"string\" }"))).Problems);

    [Fact]
    public void SSDK010_reports_a_pattern_that_is_not_checked() => Expect(
        Object("\n\t\"a\": { \"type\": \"string\",\n\t\t\"pattern\": \"(?<=x\" }"),
        "SSDK010 warning schemas/acme/a/input.json(3,3): 'acme/a' has the pattern '(?<=x' at '/properties/a/pattern', which .NET cannot "
        + "match as ECMAScript does; "
        + "it is not checked, and the service decides: a patch can replace it with one that works in both");

    [Fact]
    public void SSDK011_reports_an_exception_and_excludes_one_file()
    {
        var file = new SchemaFile("/repo/schemas/acme/a/input.json", "acme/a", SchemaRole.Input, "{}");

        var parsed = SchemaParser.Parse(SchemaNormalizer.Normalize(file) with { OwnKeywords = new BrokenOnTheWay() });

        Assert.Null(parsed.Shape);
        Assert.Equal(
            [
                "SSDK011 error schemas/acme/a/input.json(1,1): 'acme/a' made the generator fail (JsonTextException: Found 'b' where a "
                + "value should be); "
                + "no code is generated from this file: this is a bug in SchemaSdk, please report it with the file",
            ],
            ProblemText.Of(parsed.Problems.Select(problem => problem.ToDiagnostic())));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public void SSDK016_reports_a_language_that_is_too_old(LanguageVersion language, string name) => Assert.Equal(
        [
            $"SSDK016 error: The generated client needs C# 12, but this project is compiled as C# {name}; no client is generated: "
            + "write <LangVersion>12</LangVersion> in the project file, or remove its LangVersion",
        ],
        NoClient(GeneratorRun.Over(Whole, Compiler.Empty(language))).Problems);

    [Theory]
    [InlineData("System.Runtime", "7.0.0.0", null, "System.Runtime 7.0.0.0")]
    [InlineData("netstandard", "2.0.0.0", "netstandard2.0", "netstandard2.0")]
    [InlineData("mscorlib", "4.0.0.0", "net48", "net48")]
    public void SSDK017_reports_a_target_that_is_too_old(string library, string version, string? target, string shown) => Assert.Equal(
        [
            $"SSDK017 error: The generated client needs .NET 8, but this project is compiled for {shown}; no client is generated: "
            + "write <TargetFramework>net8.0</TargetFramework> or a later one in the project file, or move the schemas to a project that "
            + "has it",
        ],
        NoClient(GeneratorRun.Over(Whole, Compiler.Over(library, version), target)).Problems);

    [Theory]
    [InlineData("System.Runtime", "8.0.0.0")]
    [InlineData("System.Private.CoreLib", "10.0.0.0")]
    public void A_target_that_is_new_enough_is_not_reported(string library, string version) =>
        Assert.Empty(GeneratorRun.Over(Whole, Compiler.Over(library, version)).Problems);

    [Fact]
    public void A_project_without_models_may_use_an_old_language() =>
        Assert.Empty(GeneratorRun.Over([SchemaText.Output("acme", Output)], Compiler.Empty(LanguageVersion.CSharp7_3)).Problems);

    [Fact]
    public void Every_diagnostic_is_in_the_analyzer_release_file()
    {
        var ledger = File.ReadAllText(Path.Combine(SourceTree.Root, "generator/SchemaSdk.Generator/AnalyzerReleases.Unshipped.md"));

        Assert.All(Diagnostics.Descriptors.All, descriptor => Assert.Contains(
            $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n",
            ledger,
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_with_an_untyped_part_still_compiles()
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"date\" }, \"b\": { \"type\": \"boolean\" }")));

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Contains("public bool? B", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
        Assert.Contains("JsonElement? A ", run.Sources["acme_a.g.cs"], StringComparison.Ordinal);
    }

    private static SchemaText[] Whole =>
        [SchemaText.Input("acme/a", Object("\"a\": { \"type\": \"string\" }")), SchemaText.Output("", Output)];

    private static GeneratorRun NoClient(GeneratorRun run)
    {
        Assert.Empty(run.Sources);
        return run;
    }

    private static string Object(string properties) => $$"""{ "type": "object", "properties": { {{properties}} } }""";

    private static string Short(string path) => path.Replace("/repo/", "", StringComparison.Ordinal);

    private sealed class BrokenOnTheWay : IReadOnlyCollection<string>
    {
        public int Count => throw new JsonTextException("Found 'b' where a value should be", default);

        public IEnumerator<string> GetEnumerator() => throw new JsonTextException("Found 'b' where a value should be", default);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static void Expect(string input, params string[] problems) =>
        Assert.Equal(
            string.Join("\n", problems),
            string.Join("\n", GeneratorRun.Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", Output)).Problems));
}
