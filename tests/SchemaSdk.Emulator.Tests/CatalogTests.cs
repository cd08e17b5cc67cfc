using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests;

public sealed class CatalogTests
{
    private const string Members = "model_id display_name categories kind base_price_usd price_unit pricing_note";

    [Fact]
    public async Task A_model_has_an_entry_with_its_schema_and_with_its_price_at_the_time_of_the_request()
    {
        var price = 1m;
        await using var bench = Bench.Start(options =>
            options.Price = _ => EmulatedPrice.PerSecond(price) with { Note = "without sound" });

        price = 0.14m;
        var answer = await bench.SendAsync(HttpMethod.Get, "v1/models/" + SchemaModel.TextToVideo);

        Assert.Equal(200, answer.Code);
        Assert.Equal(Members + " input_schema", answer.Members);
        Assert.Equal(
            (SchemaModel.TextToVideo, "model", "second", "without sound"),
            (answer["model_id"], answer["kind"], answer["price_unit"], answer["pricing_note"]));
        Assert.Equal("0.14", answer.Body["base_price_usd"]!.ToJsonString());
        Assert.Equal("text-to-video", (string?)answer.Body["categories"]![0]);
        Assert.Equal(15, (int)answer.Body["input_schema"]!["properties"]!["duration"]!["maximum"]!);
    }

    [Fact]
    public async Task The_list_has_schemas_on_request_and_null_for_an_unknown_price()
    {
        await using var bench = Bench.Start();

        var plain = await ListAsync(bench, "");
        var whole = await ListAsync(bench, "?include_schema=true");

        Assert.Equal(Members, MembersOf(plain[0]!));
        Assert.Contains("\"base_price_usd\":null,\"price_unit\":null", plain[0]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Members + " input_schema", MembersOf(whole[0]!));
    }

    [Theory]
    [InlineData("", "a/still b/Still c/video")]
    [InlineData("?search=STILL", "a/still b/Still")]
    [InlineData("?search=no%20such", "")]
    [InlineData("?category=video", "c/video")]
    [InlineData("?kind=model&limit=2", "a/still b/Still")]
    [InlineData("?kind=workflow", "")]
    [InlineData("?limit=1&offset=1", "b/Still")]
    [InlineData("?offset=3", "")]
    [InlineData("?limit=-1&offset=x", "a/still b/Still c/video")]
    public async Task The_list_is_filtered_and_sorted(string query, string ids)
    {
        await using var bench = Bench.Start(
            null, new SchemaModel("c/video", "{}"), new SchemaModel("a/still", "{}"), new SchemaModel("b/Still", "{}"));

        Assert.Equal(ids, string.Join(' ', (await ListAsync(bench, query)).Select(model => (string?)model!["model_id"])));
    }

    [Fact]
    public async Task A_page_has_at_most_a_hundred_models_and_the_total_count()
    {
        await using var bench = Bench.Start(null, [.. Enumerable.Range(0, 250).Select(index => new SchemaModel($"acme/m{index}", "{}"))]);

        var answer = await bench.SendAsync(HttpMethod.Get, "v1/models?limit=1000&offset=10&search=m1");

        Assert.Equal((100, 111), (answer.Body["models"]!.AsArray().Count, (int)answer.Body["total"]!));
    }

    [Fact]
    public async Task A_schema_that_is_not_JSON_does_not_affect_other_models()
    {
        await using var bench = Bench.Start(null, new SchemaModel("a/b", "this is no schema"), new SchemaModel("c/d", "{}"));

        var models = await ListAsync(bench, "?include_schema=true");

        Assert.Equal((null, "{}"), (models[0]!["input_schema"]?.ToJsonString(), models[1]!["input_schema"]?.ToJsonString()));
    }

    [Fact]
    public async Task Categories_are_listed_once()
    {
        await using var bench = Bench.Start(
            null, new SchemaModel("a/x/still", "{}"), new SchemaModel("b/still", "{}"), new SchemaModel("c/video", "{}"));

        Assert.Equal("""{"categories":["still","video"]}""", (await bench.SendAsync(HttpMethod.Get, "v1/models/categories")).Text);
    }

    private static async Task<JsonArray> ListAsync(Bench bench, string query) =>
        (await bench.SendAsync(HttpMethod.Get, "v1/models" + query)).Body["models"]!.AsArray();

    private static string MembersOf(JsonNode model) => string.Join(' ', model.AsObject().Select(member => member.Key));
}
