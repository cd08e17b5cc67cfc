namespace SchemaSdk.Generator.Tests;

/// <summary>Tests how the MSBuild properties for the client change the generated code.</summary>
public class OptionTests
{
    private static readonly SchemaText[] Files =
    [
        SchemaText.Input("acme/still", """{ "type": "object", "properties": { "mode": { "type": "string", "enum": ["a"] } } }"""),
        SchemaText.Output("acme/still", """{ "type": "object", "properties": { "url": { "type": "string" } } }"""),
    ];

    // Some of these values could hide a type that the generated code refers to, so the code is compiled.
    [Theory]
    [InlineData("ModelClientName", "class", "class @class : ")]
    [InlineData("ModelClientName", "Models", "class ModelsModelsClient : ")]
    [InlineData("ModelClientName", " Acme ", "class Acme : ")]
    [InlineData("ModelClientName", "my client", "class MyClient : ")]
    [InlineData("ModelClientName", "_x", "class _x : ")]
    [InlineData("ModelClientName", "mo dels", "class MoDels : ")]
    [InlineData("ModelClientName", "!", "class ModelsClient : ")]
    [InlineData("ModelClientName", "System", "class System : ")]
    [InlineData("ModelClientNamespace", "My.class", "namespace My.@class\n")]
    [InlineData("ModelClientNamespace", "My Sdk.4k", "namespace MySdk._4k\n")]
    [InlineData("ModelClientNamespace", "acme-sdk.x y", "namespace AcmeSdk.XY\n")]
    [InlineData("ModelClientNamespace", ".a..b.", "namespace a.b\n")]
    [InlineData("ModelClientNamespace", "SchemaSdk", "namespace SchemaSdk\n")]
    [InlineData("ModelClientNamespace", "Acme", "namespace Acme\n")]
    [InlineData("ModelClientNamespace", "My.System", "namespace My.System\n")]
    [InlineData("ModelClientNamespace", "C.J.L.S", "namespace C.J.L.S\n")]
    [InlineData("ModelClientNamespace", "global", "namespace global\n")]
    [InlineData("ModelClientAccessibility", "Internal", "internal sealed partial class TestClient")]
    [InlineData("ModelClientAccessibility", "private", "public sealed partial class TestClient")]
    [InlineData("ModelService", "", "base(global::SchemaSdk.ModelService.RunComfy, httpClient, options)")]
    [InlineData("ModelService", " RunComfy ", "base(global::SchemaSdk.ModelService.RunComfy, httpClient, options)")]
    public void A_client_with_an_option_compiles(string property, string value, string text)
    {
        var run = GeneratorRun.Over(Files, new Dictionary<string, string> { [property] = value });

        Assert.Contains(text, run.Sources["_client.g.cs"], StringComparison.Ordinal);
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }

    [Theory]
    [InlineData("A", "B", "A")]
    [InlineData("", "B", "B")]
    [InlineData("!", "!", "C")]
    [InlineData("!", "", "ModelClients", "!")]
    public void The_first_property_that_gives_a_namespace_counts(string space, string root, string used, string assembly = "C") =>
        Assert.Contains(
            $"namespace {used}\n",
            GeneratorRun.Over(Files, new Dictionary<string, string>
            {
                ["ModelClientNamespace"] = space,
                ["RootNamespace"] = root,
                ["AssemblyName"] = assembly,
            }).Sources["_client.g.cs"],
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Unlisted")]
    [InlineData("runComfy")]
    [InlineData("Equals")]
    [InlineData("Acme.Profile()")]
    [InlineData("Acme..Profile")]
    [InlineData("RunComfy; } evil")]
    [InlineData("SchemaSdk.Services.ServiceProfile")]
    public void An_unknown_service_is_one_error(string value)
    {
        var run = GeneratorRun.Over(Files, new Dictionary<string, string> { ["ModelService"] = value });

        Assert.Equal(
            $"SSDK019 error: ModelService is '{value}', which is neither a known service (RunComfy, Fal, Replicate) nor the full name of a "
            + "class that derives from ServiceProfile and has a constructor without parameters; the client cannot be created; "
            + "correct <ModelService> in the project file, or remove it",
            Assert.Single(run.Problems));
        Assert.Empty(Compiler.Complaints(run, Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12));
    }

    [Fact]
    public void An_internal_client_exports_no_type() => Assert.Empty(Compiler
        .Load(GeneratorRun.Over(Files, new Dictionary<string, string> { ["ModelClientAccessibility"] = "internal" }))
        .GetExportedTypes());

    [Fact]
    public void A_CLS_compliant_project_gets_no_warnings()
    {
        const string Schema =
            """
            {
              "type": "object",
              "properties": {
                "ratio": { "enum": ["16:9", "wide", "WIDE"] },
                "seed": { "type": "integer", "maximum": 18446744073709551615 },
                "image": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string", "format": "uri" } }] }
              }
            }
            """;
        var run = GeneratorRun.Over(SchemaText.Input("acme/still", Schema), SchemaText.Output("acme/still", Schema));

        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0], "[assembly: System.CLSCompliant(true)]"));
    }

    [Fact]
    public void A_project_may_have_global_aliases_with_the_same_names_as_generated_ones() => Assert.Empty(Compiler.Complaints(
        GeneratorRun.Over(Files),
        Compiler.Languages[0],
        """
        #pragma warning disable CS8981
        global using json = System.Text;
        global using models = System.Text;
        global using runtime = System.Text;
        global using sdk = System.Text;
        """));

    [Theory]
    [InlineData("input")]
    [InlineData("")]
    public void A_project_without_a_file_of_kind_Input_has_no_client(string kind) =>
        Assert.Empty(GeneratorRun.Over(new SchemaText(Files[0].Path, Files[0].Text, kind), Files[1]).Sources);
}
