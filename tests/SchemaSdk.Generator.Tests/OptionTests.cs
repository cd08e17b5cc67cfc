using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>The settings of a project for its client, one MSBuild property each.</summary>
public class OptionTests
{
    private static readonly SchemaText[] Files =
    [
        SchemaText.Input("acme/still", """{ "type": "object", "properties": { "mode": { "type": "string", "enum": ["a"] } } }"""),
        SchemaText.Output("acme/still", """{ "type": "object", "properties": { "url": { "type": "string" } } }"""),
    ];

    [Theory]
    [InlineData("RunComfyClient", "RunComfyClient")]
    [InlineData("my client", "MyClient")]
    [InlineData("", "ModelsClient")]
    [InlineData("Models", "ModelsModelsClient")]
    [InlineData("class", "@class")]
    [InlineData("!!", "ModelsClient")]
    [InlineData("Acme", "Acme")]
    [InlineData("System", "System")]
    public void The_client_is_named(string name, string className) => Expect($"class {className} : ", ("ModelClientName", name));

    [Theory]
    [InlineData("My.Sdk", "My.Sdk")]
    [InlineData("My.class", "My.@class")]
    [InlineData("My Sdk.4k", "MySdk._4k")]
    [InlineData("SchemaSdk", "SchemaSdk")]
    [InlineData("Acme", "Acme")]
    [InlineData("My.System", "My.System")]
    [InlineData("C.J.L.S", "C.J.L.S")]
    [InlineData("global", "global")]
    public void The_namespace_is(string name, string space) => Expect($"namespace {space}\n", ("ModelClientNamespace", name));

    [Theory]
    [InlineData("RootNamespace", "Root.Space", "Root.Space")]
    [InlineData("AssemblyName", "Assembly-Name", "AssemblyName")]
    [InlineData("Nothing", "x", "ModelClients")]
    public void The_namespace_falls_back_to(string property, string value, string space) =>
        Expect($"namespace {space}\n", ("ModelClientNamespace", ""), ("RootNamespace", ""), (property, value));

    [Theory]
    [InlineData("internal", "internal")]
    [InlineData("Internal", "internal")]
    [InlineData("public", "public")]
    [InlineData("private", "public")]
    [InlineData("", "public")]
    public void Types_are(string value, string accessibility) =>
        Expect($"{accessibility} sealed partial class TestClient", ("ModelClientAccessibility", value));

    [Theory]
    [InlineData("RunComfy")]
    [InlineData("")]
    public void The_service_is(string value) =>
        Expect("base(global::SchemaSdk.ModelService.RunComfy, httpClient, options)", ("ModelService", value));

    [Theory]
    [InlineData("Nobody")]
    [InlineData("Equals")]
    [InlineData("RunComfy; } evil")]
    public void A_service_that_is_none_is_one_error(string value)
    {
        var run = GeneratorRun.Over(Files, new Dictionary<string, string> { ["ModelService"] = value });

        Assert.Equal(
            $"SSDK019 error: ModelService is '{value}', but this version of SchemaSdk knows only RunComfy; the client is generated "
            + "for RunComfy: set <ModelService> to one of these in the project file, or remove it",
            Assert.Single(run.Problems));
        Assert.Empty(Compiler.Complaints(run, Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12));
    }

    [Fact]
    public void An_internal_client_shows_nothing()
    {
        var run = GeneratorRun.Over(Files, new Dictionary<string, string> { ["ModelClientAccessibility"] = "internal" });

        Assert.Empty(Compiler.Load(run).GetExportedTypes());
    }

    [Fact]
    public void No_schema_gives_no_client() => Assert.Empty(GeneratorRun.Over(Files[1]).Sources);

    private static void Expect(string text, params (string Name, string Value)[] properties)
    {
        var run = GeneratorRun.Over(
            Files, properties.GroupBy(property => property.Name).ToDictionary(property => property.Key, property => property.Last().Value));

        Assert.Contains(text, run.Sources["_client.g.cs"], StringComparison.Ordinal);
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }
}
