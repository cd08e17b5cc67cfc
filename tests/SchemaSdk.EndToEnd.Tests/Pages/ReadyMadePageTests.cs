using SchemaSdk.EndToEnd.Tests.PublicApi;

namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class ReadyMadePageTests
{
    public static TheoryData<string, string> Folders => new()
    {
        { "SchemaSdk.RunComfy", "schemas" }, { "SchemaSdk.Fal", "services/fal" }, { "SchemaSdk.Replicate", "services/replicate" },
    };

    [Theory]
    [InlineData("README.md", "`SchemaSdk.RunComfy` for more than a hundred models", "SchemaSdk.RunComfy", 100)]
    [InlineData("schemas/PACKAGE.md", "more than a hundred models of the RunComfy Model API", "SchemaSdk.RunComfy", 100)]
    [InlineData("schemas/SchemaSdk.RunComfy.csproj", "more than a hundred models of the RunComfy Model API", "SchemaSdk.RunComfy", 100)]
    [InlineData("README.md", "`SchemaSdk.Fal` and `SchemaSdk.Replicate` for more than 40 popular ones each", "SchemaSdk.Fal", 40)]
    [InlineData("services/fal/PACKAGE.md", "more than 40 popular fal models", "SchemaSdk.Fal", 40)]
    [InlineData("services/fal/SchemaSdk.Fal.csproj", "more than 40 popular fal models", "SchemaSdk.Fal", 40)]
    [InlineData("services/replicate/PACKAGE.md", "more than 40 popular Replicate models", "SchemaSdk.Replicate", 40)]
    [InlineData("services/replicate/SchemaSdk.Replicate.csproj", "more than 40 popular Replicate models", "SchemaSdk.Replicate", 40)]
    public void A_client_has_as_many_models_as_the_pages_say(string page, string claim, string package, int fewest)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, page));

        Assert.Contains(claim, text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.InRange(TakenModels.ByPackage[package].Models.Count, fewest + 1, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_client_has_the_families_that_its_page_lists(string package, string folder)
    {
        var client = TakenModels.ByPackage[package].Client;
        var families = Family().Matches(Page.Read($"{folder}/PACKAGE.md").Text).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(families.Count > 1, string.Join(' ', families));
        Assert.All(families, name => Assert.NotNull(client.GetProperty(name)));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_model_that_is_not_from_the_catalogue_is_mentioned_on_the_page_of_the_schemas(string package, string folder)
    {
        var text = Page.Read(folder == "schemas" ? "schemas/README.md" : "services/README.md").Text;
        var taken = TakenModels.ByPackage[package];

        Assert.All(
            taken.Models.Where(model => !taken.Ids.Contains(model.Id)),
            model => Assert.Contains($"`{model.Id}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_the_other_services_counts_their_models() => Assert.All(["SchemaSdk.Fal", "SchemaSdk.Replicate"], package =>
        Assert.Contains(
            $"of the package `{package}` | {TakenModels.ByPackage[package].Models.Count} |",
            Page.Read("services/README.md").Text,
            StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=\W)`(?<name>[A-Z]\w+)`(?=,| and)")]
    private static partial Regex Family();
}
