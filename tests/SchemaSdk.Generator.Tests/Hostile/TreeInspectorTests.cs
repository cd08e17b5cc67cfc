namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests the class that finds injected code. It must accept all code that the generator emits, and find code that a test injects.
/// </summary>
public class TreeInspectorTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Clean = new(() => GeneratorRun.Over(
        SchemaText.Input("acme/a", """
            {
              "type": "object",
              "required": ["prompt"],
              "properties": {
                "prompt": { "type": "string", "description": "What it says.", "maxLength": 9 },
                "size": { "type": "string", "enum": ["wide", "tall"] },
                "either": { "anyOf": [{ "type": "string", "pattern": "^a" },
                  { "type": "object", "properties": { "w": { "type": "integer" } } }] }
              }
            }
            """),
        SchemaText.Output("acme/a", """{ "type": "string" }""")).Sources);

    /// <summary>Injections: a string in a generated file, and what replaces it.</summary>
    public static TheoryData<string, string> Injections => new()
    {
        { "public required ", "public void Evil() { }\n    public required " },
        { "=> _size; init", "=> _size; set" },
        { "init { _size = value; Set(\"size\"); }", "init { _size = value; Set(\"size\"); Evil(); }" },
        { "Set(\"size\")", "Set(Evil)" },
        { "Missing(\"/prompt\")", "Missing($\"/prompt\")" },
        { "\npublic sealed partial record AInput", "\npublic class Evil { }\npublic sealed partial record AInput" },
        {
            "public sealed partial record AInput",
            "public sealed partial record AInput_ : System.Collections.ArrayList { }\npublic sealed partial record AInput"
        },
        { "[jsonConverter(", "[global::System.Runtime.CompilerServices.ModuleInitializer]\n[jsonConverter(" },
        { "using sdk = global::SchemaSdk;", "using sdk = global::SchemaSdk;\nusing System;" },
        { "#nullable enable annotations", "#nullable enable annotations\n#define EVIL" },
        { "    /// <summary>What it says.", "#if true\n    /// <summary>What it says." },
        { "/// <summary>What it says.", "// what\n    /// <summary>What it says." },
        { "/// <summary>What it says.", "/// <summary>What <see cref=\"System.String\"/> it says." },
        { "/// <summary>What it says.", "/// <summary>What\u2028    public int Evil;\n    /// it says." },
        { "/// <summary>What it says.", "/// <summary>What < it says." },
        { "Rules { get; }", "Rules { get; set; }" },
        { "Rules { get; } = runtime::InputRules.WithPatterns(", "Rules { get; } = runtime::InputRules.WithPatterns(Evil() + " },
        { "runtime::InputRules Rules", "runtime::Evil Rules" },
        { "break;", "goto default;" },
        { "Wide = new(\"wide\")", "Wide = new(Evil.Value)" },
        { "(\"acme/a\")", "(\"acme/a\" + Evil())" },
        { "search.Root<AInput>();", "search.Root<AInput>(); search.Evil();" },
        { "public bool Equals(AInput? other) => base.Equals(other);", "public bool Equals(AInput? other) => true;" },
        { "Size {", "s\\u0069ze {" },
        { "Size {", "@size {" },
        { "namespace Acme.Sdk.Models.Acme;", "namespace Evil;" },
        { "case 0: visitor.", "case 0: visitor.Evil(); visitor." },
        { "}\n", "}\nEvil" },
    };

    [Fact]
    [Trait("Size", "Full")]
    public void The_inspector_accepts_the_models_of_the_ready_made_client() =>
        TreeInspector.ExpectNothing(GeneratorRun.Over([.. Repository.SchemasBelow(Repository.Schemas)]).Sources);

    [Fact]
    public void The_inspector_accepts_code_without_an_injection() => TreeInspector.ExpectNothing(Clean.Value);

    [Theory]
    [MemberData(nameof(Injections))]
    public void The_inspector_finds_an_injection(string place, string injected)
    {
        var file = Clean.Value["acme_a.g.cs"];
        var at = file.IndexOf(place, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not contain {place}");

        var found = TreeInspector.Oddities([KeyValuePair.Create("acme_a.g.cs", file.Remove(at, place.Length).Insert(at, injected))]);

        Assert.NotEmpty(found);
    }
}
