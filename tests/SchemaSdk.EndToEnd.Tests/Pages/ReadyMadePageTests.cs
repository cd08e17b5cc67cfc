using System.Text.RegularExpressions;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>The claims of the pages about the ready-made client.</summary>
public sealed partial class ReadyMadePageTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("schemas/PACKAGE.md")]
    [InlineData("schemas/SchemaSdk.RunComfy.csproj")]
    public void It_has_as_many_models_as_they_say(string page)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, page));

        Assert.Contains("more than a hundred models of the RunComfy Model API", text, StringComparison.Ordinal);
        Assert.True(RunComfyClient.Models.Count > 100, $"{RunComfyClient.Models.Count} models");
    }

    [Fact]
    public void It_has_the_families_that_its_page_names()
    {
        var families = Family().Matches(Page.Read("schemas/PACKAGE.md").Text).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(families.Count > 3, string.Join(' ', families));
        Assert.All(families, name => Assert.NotNull(typeof(RunComfyClient).GetProperty(name)));
    }

    /// <summary>Every model that is not in the lock has a row that says where it comes from.</summary>
    [Fact]
    public void Its_documented_models_are_named_beside_their_schemas()
    {
        var text = Page.Read("schemas/README.md").Text;

        Assert.All(
            RunComfyClient.Models.Where(model => !PublicApi.TakenModels.Ids.Contains(model.Id)),
            model => Assert.Contains($"`{model.Id}`", text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<=\W)`(?<name>[A-Z]\w+)`(?=,| and others)")]
    private static partial Regex Family();
}
