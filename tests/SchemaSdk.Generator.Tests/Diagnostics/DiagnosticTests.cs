using System.Collections;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the exact text and position of each diagnostic, and that no other diagnostic is reported with it.</summary>
public class DiagnosticTests
{
    [Theory]
    [InlineData(
        "{\n  \"type\": \"object\",\n  \"properties\": { \"a\": { \"type\": \"string\", } }\n}",
        "SSDK001 error schemas/acme/a/input.json(3,44): Found '}' where a property name in double quotes should be; no code is generated "
            + "from this file until you correct it")]
    [InlineData(
        "{ \"properties\": {\n  \"a\": { \"type\": \"date\" } } }",
        "SSDK003 warning schemas/acme/a/input.json(2,3): 'acme/a' has the type \"date\" at '/properties/a', which has no typed form; its "
            + "type is JsonElement until the schema or a patch describes it differently")]
    [InlineData(
        """{ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "string" } } }""",
        "SSDK004 warning schemas/acme/a/input.json(1,39): 'acme/a' requires 'b' at '', where no property has that name; the rule is "
            + "not enforced; correct the name in 'required', or describe the property")]
    [InlineData(
        "{ \"properties\": {\n\n\"a\": { \"$ref\": \"other.json#/x\" } } }",
        "SSDK005 warning schemas/acme/a/input.json(3,1): 'acme/a' has a reference at '/properties/a' to 'other.json#/x', which is neither "
            + "in this file nor in a *.schema.json of the project; the value becomes JsonElement; correct the reference, or add the file")]
    [InlineData(
        """{ "properties": { "image_url": {}, "imageUrl": {}, "a": {} } }""",
        "SSDK008 warning schemas/acme/a/input.json(1,36): 'acme/a' has 'imageUrl' and 'image_url' at ''; these names map to one "
            + "identifier, so their C# names are ImageUrl_Lower and Image_Lower_Underscore_Url_Lower; use these, or give a property "
            + "another name with x-csharp-name")]
    [InlineData(
        "{ \"properties\": {\n\t\"a\": { \"type\": \"string\",\n\t\t\"pattern\": \"(?<=x\" } } }",
        "SSDK010 warning schemas/acme/a/input.json(3,3): 'acme/a' has a pattern at '/properties/a/pattern' that .NET cannot "
            + "match as ECMAScript does: '(?<=x'; only the service checks it; in a patch, replace it with a pattern that also works in "
            + ".NET")]
    public void A_problem_of_a_schema_has_its_text_and_position(string input, string problem) =>
        Assert.Equal([problem], GeneratorRun.OfInput(input).Problems);

    [Theory]
    [InlineData("input", "Input")]
    [InlineData("output", "Output")]
    [InlineData("input.patch", "InputPatch")]
    public void A_file_without_an_id_or_with_an_invalid_or_duplicate_id_is_reported(string name, string kind)
    {
        var root = new SchemaText($"/repo/elsewhere/{name}.json", Whole[0].Text, kind);
        var given = new SchemaText($"/repo/schemas/b/{name}.json", Whole[0].Text, kind, "acme/n\u0001ew");
        var first = new SchemaText($"/repo/schemas/acme/a/{name}.json", """{ "properties": { "x": { "title": "First" } } }""", kind);
        var second = new SchemaText($"/repo/schemas/z/{name}.json", "\n" + Whole[0].Text, kind, "acme/a");

        var run = GeneratorRun.Over([.. Whole.Where(file => file.Path != first.Path), second, first, root, given]);

        Assert.Equal(
            [
                $"SSDK006 error elsewhere/{name}.json(1,1): 'elsewhere/{name}.json' is not in a subfolder of the schema root, so its path "
                    + "gives no model id; move it, or set ModelId on its ModelSchema item",
                $"SSDK007 error schemas/z/{name}.json(1,1): 'acme/a' is already described by 'schemas/acme/a/{name}.json'; this file is "
                    + "not used; remove one of the files, or give one a different ModelId",
                $"SSDK018 error schemas/b/{name}.json(1,1): The ModelId 'acme/n ew' is not a valid model id, because it has a control "
                    + "character; no code is generated from this file until you write 'acme/new'",
            ],
            run.Problems);
        Assert.Contains("First", run.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" given/id ", "given/id")]
    [InlineData("given/c#-coder;v2", "given/c#-coder;v2")]
    public void A_given_id_takes_precedence_over_the_folder(string given, string id) => Assert.Equal(
        id,
        Assert.Single(Compiler.Models(GeneratorRun.Over(
            new SchemaText("/repo/schemas/acme/a/input.json", Whole[0].Text, "Input", given),
            new SchemaText("/repo/schemas/acme/a/output.json", Whole[0].Text, "Output", given)))).Id);

    [Fact]
    public void SSDK002_reports_a_missing_output_schema() => Assert.Equal(
        [
            "SSDK002 warning schemas/acme/a/input.json(1,1): 'acme/a' has no output.json beside its input.json or in a folder above; "
            + "its output is a JsonElement until you add that file",
        ],
        GeneratorRun.Over(SchemaText.Input("acme/a", "\n\n" + GeneratorRun.Small)).Problems);

    [Fact]
    public void SSDK008_reports_the_names_of_clashing_segments() => Assert.Equal(
        [
            "SSDK008 warning schemas/acme/wan-2-6/x/input.json(1,1): 'acme/wan-2-6/x' has 'wan-2-6' and 'wan-2.6' at 'acme'; these "
            + "names map to one identifier, so their C# names are Wan_Lower_Dash_2_Dash_6 and Wan_Lower_Dash_2_Dot_6; use these, or give "
            + "a property another name with x-csharp-name",
        ],
        GeneratorRun.Over(
            SchemaText.Output("", GeneratorRun.Small),
            SchemaText.Input("acme/wan-2.6/x", GeneratorRun.Small),
            SchemaText.Input("acme/wan-2-6/x", GeneratorRun.Small),
            SchemaText.Input("acme/wan-2-6/y", GeneratorRun.Small)).Problems);

    [Fact]
    public void SSDK011_reports_an_exception_and_excludes_one_file()
    {
        var file = new SchemaFile("/repo/schemas/acme/a/input.json", "acme/a", SchemaRole.Input, "{}");

        var parsed = SchemaParser.Parse(SchemaNormalizer.Normalize(file) with { OwnKeywords = new BrokenOnTheWay() });

        Assert.Null(parsed.Shape);
        Assert.Equal(
            [
                "SSDK011 error schemas/acme/a/input.json(1,1): 'acme/a' made the generator fail (JsonTextException: Found 'b' where a "
                + "value should be); no code is generated from this file; report this bug to SchemaSdk, and attach the file",
            ],
            ProblemText.Of(parsed.Problems.Select(problem => problem.ToDiagnostic())));
    }

    [Fact]
    public void SSDK011_reports_a_model_whose_code_cannot_be_written()
    {
        var input = SchemaParser.Parse(SchemaNormalizer.Normalize(
            new SchemaFile("/repo/schemas/acme/a/input.json", "acme/a", SchemaRole.Input, "{}")));
        var model = new EndpointModel(
            new ModelPath("acme/a", input.File.Path, new(["Acme", "A"])),
            new ClientOptions("C", "N", "public", ""),
            input with { Shape = null },
            null);

        var files = new List<string>();

        var problem = SchemaSdkGenerator.Emit(model, (file, _) => files.Add(file));

        Assert.Empty(files);
        Assert.StartsWith(
            "SSDK011 error schemas/acme/a/input.json(1,1): 'acme/a' made the generator fail (",
            Assert.Single(ProblemText.Of([problem!.ToDiagnostic()])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public void SSDK016_reports_a_language_that_is_too_old(LanguageVersion language, string name) => Assert.Equal(
        [
            $"SSDK016 error: The generated client needs C# 12, but this project is compiled as C# {name}; no client is generated; "
            + "write <LangVersion>12</LangVersion> in the project file, or remove its LangVersion",
        ],
        NoClient(GeneratorRun.Over(Whole, Compiler.Empty(language))).Problems);

    [Theory]
    [InlineData("System.Runtime", "7.0.0.0", null, "System.Runtime 7.0.0.0")]
    [InlineData("System.Private.CoreLib", "6.0.0.0", null, "System.Private.CoreLib 6.0.0.0")]
    [InlineData("mscorlib", "8.0.0.0", null, "mscorlib 8.0.0.0")]
    [InlineData("netstandard", "2.0.0.0", "netstandard2.0", "netstandard2.0")]
    public void SSDK017_reports_a_target_that_is_too_old(string library, string version, string? target, string shown) => Assert.Equal(
        [
            $"SSDK017 error: The generated client needs .NET 8, but this project is compiled for {shown}; no client is generated; "
            + "write <TargetFramework>net8.0</TargetFramework> or a later version in the project file, or move the schemas to a project "
            + "for .NET 8 or later",
        ],
        NoClient(GeneratorRun.Over(Whole, Compiler.Over(library, version), target)).Problems);

    [Theory]
    [InlineData("System.Runtime", "8.0.0.0")]
    [InlineData("System.Runtime", "10.0.0.0")]
    [InlineData("System.Private.CoreLib", "10.0.0.0")]
    public void A_target_that_is_new_enough_is_not_reported(string library, string version) =>
        Assert.Empty(GeneratorRun.Over(Whole, Compiler.Over(library, version)).Problems);

    [Fact]
    public void A_project_without_models_may_use_an_old_language() => Assert.Empty(
        GeneratorRun.Over([SchemaText.Output("acme", GeneratorRun.Small)], Compiler.Empty(LanguageVersion.CSharp7_3)).Problems);

    [Fact]
    public void Every_diagnostic_is_in_the_analyzer_release_file()
    {
        var ledger = File.ReadAllText(Path.Combine(SourceTree.Root, "generator/SchemaSdk.Generator/AnalyzerReleases.Unshipped.md"));

        Assert.All(Diagnostics.Descriptors.All, descriptor => Assert.Contains(
            $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n",
            ledger,
            StringComparison.Ordinal));
    }

    private static SchemaText[] Whole => [SchemaText.Input("acme/a", GeneratorRun.Small), SchemaText.Output("", GeneratorRun.Small)];

    private static GeneratorRun NoClient(GeneratorRun run)
    {
        Assert.Empty(run.Sources);
        return run;
    }

    private sealed class BrokenOnTheWay : IReadOnlyCollection<string>
    {
        public int Count => throw new JsonTextException("Found 'b' where a value should be", default);

        public IEnumerator<string> GetEnumerator() => throw new JsonTextException("Found 'b' where a value should be", default);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
