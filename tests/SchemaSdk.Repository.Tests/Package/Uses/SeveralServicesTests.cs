namespace SchemaSdk.Repository.Tests.Package.Uses;

[Collection(nameof(Packages))]
public sealed class SeveralServicesTests(PackedFeed feed)
{
    private static readonly Page Guide = Page.Read("docs/guides/several-services.md");

    [Fact]
    public async Task The_program_of_the_guide_calls_both_services() => Assert.Collection(
        await feed.Joint.RunAsync("TwoServices"),
        still => Assert.StartsWith("fal-ai/flux/dev: http://127.0.0.1:", still, StringComparison.Ordinal),
        other => Assert.StartsWith("black-forest-labs/flux-schnell: http://127.0.0.1:", other, StringComparison.Ordinal),
        bills => Assert.Equal("1 1", bills),
        bills => Assert.Equal("2 2", bills));

    internal static void AddGuide(string folder)
    {
        var code = Guide.Blocks.Single(block => block.Language == "cs").Code;
        var start = code.IndexOf("var services", StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(folder, "Guide.cs"),
            $"{code[..start]} static class Guide {{ public static async Task RunAsync() {{ {code[start..]} }} }}");
    }

    [Fact]
    public void The_project_has_the_items_of_the_guide() => Assert.Contains(
        Guide.Blocks.Single(block => block.Language == "xml").Code.Trim().ReplaceLineEndings("\n  "),
        File.ReadAllText(SourceTree.PathOf("tests/SchemaSdk.Repository.Tests/Package/Consumers/TwoServices/TwoServices.csproj"))
            .ReplaceLineEndings("\n"),
        StringComparison.Ordinal);
}
