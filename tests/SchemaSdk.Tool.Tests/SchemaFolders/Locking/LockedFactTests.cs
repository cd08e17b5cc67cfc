namespace SchemaSdk.Tool.Tests.SchemaFolders.Locking;

/// <summary>
/// Tests that the lock file keeps the catalogue's facts about a model, such as its name, and that comments in the client show them.
/// </summary>
public sealed class LockedFactTests : CatalogueTest
{
    [Fact]
    public async Task The_name_kind_price_unit_and_page_of_a_model_are_in_the_lock()
    {
        Catalogue.Put("acme/kite", "display_name", " Kite 2 ");
        Catalogue.Put("acme/kite", "categories", new JsonArray("text-to-image", "image-to-image"));
        Catalogue.Put("acme/kite", "price_unit", "second");
        Catalogue.Put("acme/bell", "display_name", new string('x', 101));
        Catalogue.Put("acme/bell", "price_unit", new string('x', 100));

        await AddAsync("acme/bell", "acme/kite");

        var models = JsonNode.Parse(Tool.Read("schemas.lock.json"))!["models"]!;
        Assert.Equal(
            """
            {"name":"Kite 2","kind":"text-to-image, image-to-image","priceUnit":"second",
            """ + "\"page\":\"https://www.runcomfy.com/models/acme/kite/api\"}",
            models["acme/kite"]!["about"]!.ToJsonString());
        Assert.Equal(
            $$"""{"priceUnit":"{{new string('x', 100)}}","page":"https://www.runcomfy.com/models/acme/bell/api"}""",
            models["acme/bell"]!["about"]!.ToJsonString());
    }

    [Fact]
    public async Task A_changed_fact_changes_only_the_lock()
    {
        await AddAsync("acme/kite");
        Catalogue.Put("acme/kite", "price_unit", "output");

        await PrintsAsync(0, "Models: 1 unchanged.\n", "update");
        Assert.Contains("\"about\":{\"priceUnit\":\"output\",", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }
}
