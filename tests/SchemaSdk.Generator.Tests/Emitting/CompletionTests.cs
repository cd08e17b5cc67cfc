using Microsoft.CodeAnalysis.Recommendations;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests which members an editor offers after a dot, in a project that references a generated client.</summary>
public class CompletionTests
{
    private const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "size": { "enum": ["small", "large"] },
            "part": { "anyOf": [{ "type": "string" }, { "type": "object", "properties": { "b": { "type": "string" } } }] }
          }
        }
        """;

    [Theory]
    [InlineData("AInput", "SizeValue, PartValue")]
    [InlineData("AInput.SizeValue", "Large, Small")]
    [InlineData("AInput.PartValue", "ObjectBranch")]
    public async Task Only_members_for_callers_are_offered_after_a_type(string type, string members) => Assert.Equal(
        members.Split(", ").Order(StringComparer.Ordinal),
        await OfferedAsync($"class User {{ void Use() {{ var x = global::Acme.Sdk.Models.Acme.{type}.$$ }} }}"));

    private static async Task<IEnumerable<string>> OfferedAsync(string text)
    {
        var image = Compiler.Image(GeneratorRun.OfModel(Schema, Schema));
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("User", LanguageNames.CSharp)
            .AddMetadataReferences(Corpus.References.Net10)
            .AddMetadataReference(MetadataReference.CreateFromImage(image));
        var document = project.AddDocument("User.cs", text.Replace("$$", "", StringComparison.Ordinal));
        var symbols = await Recommender.GetRecommendedSymbolsAtPositionAsync(document, text.IndexOf("$$", StringComparison.Ordinal));
        return symbols
            .Where(symbol => symbol.ContainingType?.SpecialType != SpecialType.System_Object)
            .Select(symbol => symbol.Name)
            .Order(StringComparer.Ordinal);
    }
}
