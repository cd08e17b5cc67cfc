using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Analyzing;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A literal that a generated enum does not list must cause a compiler warning with the known values.</summary>
public class EnumValueTests
{
    private const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "size": { "type": "string", "enum": ["1024x768", "1024x1024"] },
            "fps": { "type": "integer", "enum": [24, 25] },
            "scale": { "type": "number", "enum": [0.5, 2] },
            "sizes": { "type": "array", "items": { "type": "string", "enum": ["s", "m"] } }
          }
        }
        """;

    private static readonly ConcurrentDictionary<string, Lazy<(CSharpCompilation Client, MetadataReference Image)>> Clients = new();

    [Theory]
    [InlineData("""Size = "1024x7688" """, "\"1024x7688\" is not a known value of 'AInput.SizeValue', which lists 1024x768, 1024x1024")]
    [InlineData("Fps = 23", "23 is not a known value of 'AInput.FpsValue', which lists 24, 25")]
    [InlineData("Scale = 0.7", "0.7 is not a known value of 'AInput.ScaleValue', which lists 0.5, 2")]
    [InlineData("""Sizes = ["s", "xl"]""", "\"xl\" is not a known value of 'AInput.SizesItem', which lists s, m")]
    [InlineData("""Sizes = new AInput.SizesItem[] { "xl" }""", "\"xl\" is not a known value of 'AInput.SizesItem', which lists s, m")]
    [InlineData("Size = Wrong", "\"1024x7688\" is not a known value of 'AInput.SizeValue', which lists 1024x768, 1024x1024")]
    public async Task A_literal_that_the_enum_lacks_gets_a_warning_with_the_known_values(string member, string text)
    {
        foreach (var isReferenced in new[] { false, true })
        {
            var warning = Assert.Single(await WarningsAsync(member, isReferenced));

            Assert.StartsWith($"SSDK023 warning: {text}; the service may refuse it: write one of these", warning, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""Size = "1024x768" """)]
    [InlineData("Fps = 24")]
    [InlineData("Scale = 2")]
    [InlineData("Scale = 0.50")]
    [InlineData("""Size = new("1024x7688")""")]
    [InlineData("Size = System.Environment.NewLine")]
    [InlineData("Size = null")]
    public async Task A_known_value_or_a_value_that_is_not_a_literal_gets_no_warning(string member) =>
        Assert.Empty(await WarningsAsync(member, true));

    [Fact]
    public async Task A_literal_is_compared_with_thousands_of_values_of_which_20_are_listed()
    {
        var values = string.Join(", ", Enumerable.Range(0, 3_000).Select(number => $"\"v{number}\""));
        var schema = Schema.Replace("\"1024x768\", \"1024x1024\"", values, StringComparison.Ordinal);

        const string TwoInputs = """Size = "v2999" }; object Other => new AInput { Size = "v3000" """;
        var warning = Assert.Single(await WarningsAsync(TwoInputs, true, schema));

        Assert.StartsWith("SSDK023 warning: \"v3000\" is not a known value", warning, StringComparison.Ordinal);
        Assert.Contains(", v18, v19, …; the service may refuse it", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_of_a_property_lists_the_known_values() => Assert.Contains(
        "/// <summary>size (one of 1024x768, 1024x1024)</summary>",
        Run().Sources["acme_a.g.cs"],
        StringComparison.Ordinal);

    private static GeneratorRun Run(string schema = Schema) =>
        GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", """{ "type": "object" }"""));

    /// <summary>
    /// Returns the warnings for code in the client's project or, if <paramref name="isReferenced"/> is true, in a project that references
    /// the client's assembly.
    /// </summary>
    private static async Task<IEnumerable<string>> WarningsAsync(string member, bool isReferenced, string schema = Schema)
    {
        var (client, image) = Clients.GetOrAdd(schema, static text => new(() => Compile(text))).Value;
        var code = CSharpSyntaxTree.ParseText(
            $$"""
            using {{Namespace(client)}};

            class Caller
            {
                const string Wrong = "1024x7688";
                object Input => new AInput { {{member}} };
            }
            """,
            Compiler.Options(LanguageVersion.CSharp12));
        var project = isReferenced
            ? Compiler.Empty(LanguageVersion.CSharp12).WithAssemblyName("Caller").AddReferences(image).AddSyntaxTrees(code)
            : client.AddSyntaxTrees(code);
        Assert.Empty(project.GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error));
        var found = await project.WithAnalyzers([new EnumValueAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return found.Select(problem =>
            $"{problem.Id} {problem.Severity.ToString().ToLowerInvariant()}: {problem.GetMessage(CultureInfo.InvariantCulture)}");
    }

    private static string Namespace(CSharpCompilation client) =>
        client.GetSymbolsWithName("AInput", SymbolFilter.Type).Single().ContainingNamespace.ToDisplayString();

    private static (CSharpCompilation Client, MetadataReference Image) Compile(string schema)
    {
        var client = Compiler.Compile(Run(schema), LanguageVersion.CSharp12);
        using var image = new MemoryStream();
        Assert.True(client.Emit(image).Success);
        return (client, MetadataReference.CreateFromImage(image.ToArray()));
    }
}
