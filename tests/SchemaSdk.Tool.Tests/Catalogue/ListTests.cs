namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class ListTests : CatalogueTest
{
    [Fact]
    public async Task The_models_of_the_catalogue_are_listed_in_order_and_nothing_is_written()
    {
        Catalogue["acme/kite"] = "{}";
        Catalogue["acme/boat"] = "{}";
        Catalogue.Put("acme/boat", "base_price_usd", 0.14m);
        Catalogue.Put("acme/boat", "price_unit", "second");

        await ReportsAsync(0, "$0.14/second", "list", "--quiet");
        Assert.Contains("no price", Tool.Output, StringComparison.Ordinal);
        Assert.True(
            Tool.Output.IndexOf("acme/boat", StringComparison.Ordinal) < Tool.Output.IndexOf("acme/kite", StringComparison.Ordinal));
        Assert.EndsWith("2 models.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_hostile_unit_of_a_price_is_escaped_and_cut()
    {
        Catalogue["acme/boat"] = "{}";
        Catalogue.Put("acme/boat", "base_price_usd", 0.14m);
        Catalogue.Put("acme/boat", "price_unit", "\u001b[31m" + new string('x', 300));

        await RunWellAsync("list");

        Assert.StartsWith($"$0.14/\\u001B[31m{new string('x', 35)}…  acme/boat", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_models_of_a_kind_are_listed()
    {
        Catalogue["acme/kite"] = Catalogue["acme/boat"] = "{}";
        Catalogue.Put("acme/boat", "categories", new JsonArray("text-to-song"));

        var report = await JsonAsync(0, "list", "--kind", "text-to-song");

        Assert.Equal("acme/boat", (string?)Assert.Single(report["facts"]!["models"]!.AsArray())!["id"]);
    }
}
