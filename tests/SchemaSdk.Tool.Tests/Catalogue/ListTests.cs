using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class ListTests : CatalogueTest
{
    [Fact]
    public async Task The_models_of_the_catalogue_are_listed_in_order_and_nothing_is_written()
    {
        Catalogue["acme/kite"] = "{}";
        Catalogue["acme/boat"] = "{}";

        await RunWellAsync("list");

        Assert.Contains("acme/boat", Tool.Output, StringComparison.Ordinal);
        Assert.True(
            Tool.Output.IndexOf("acme/boat", StringComparison.Ordinal) < Tool.Output.IndexOf("acme/kite", StringComparison.Ordinal));
        Assert.EndsWith("2 models.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_kind_that_no_model_has_lists_nothing()
    {
        Catalogue["acme/kite"] = "{}";

        await RunWellAsync("list", "--kind", "text-to-song", "--json");

        Assert.Empty(JsonNode.Parse(Tool.Output)!["facts"]!["models"]!.AsArray());
    }
}
