using System.Text.RegularExpressions;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Checks what the pages say about the ready-made client.</summary>
public sealed partial class ReadyMadePageTests
{
    [Theory]
    [InlineData("README.md", "ready-made client for more than a hundred of its models")]
    [InlineData("schemas/PACKAGE.md", "more than a hundred models of the RunComfy Model API")]
    [InlineData("schemas/SchemaSdk.RunComfy.csproj", "more than a hundred models of the RunComfy Model API")]
    public void The_client_has_as_many_models_as_the_pages_say(string page, string claim)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, page));

        Assert.Contains(claim, text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.True(RunComfyClient.Models.Count > 100, $"{RunComfyClient.Models.Count} models");
    }

    [Fact]
    public void The_client_has_the_families_that_its_page_names()
    {
        var families = Family().Matches(Page.Read("schemas/PACKAGE.md").Text).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(families.Count > 3, string.Join(' ', families));
        Assert.All(families, name => Assert.NotNull(typeof(RunComfyClient).GetProperty(name)));
    }

    [Fact]
    public void Every_model_that_is_not_from_the_catalogue_is_named_on_the_page_of_the_schemas()
    {
        var text = Page.Read("schemas/README.md").Text;

        Assert.All(
            RunComfyClient.Models.Where(model => !PublicApi.TakenModels.Ids.Contains(model.Id)),
            model => Assert.Contains($"`{model.Id}`", text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<=\W)`(?<name>[A-Z]\w+)`(?=,| and others)")]
    private static partial Regex Family();
}
