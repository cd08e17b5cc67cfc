namespace SchemaSdk.Tests.Catalog;

public class GetModelTests
{
    private const string Entry =
        """
        {
          "model_id": "acme/Still 01", "display_name": "Still", "categories": ["text-to-image", "art"], "kind": "model",
          "base_price_usd": 0.044, "price_unit": "output", "pricing_note": "4k costs twice as much",
          "input_schema": {"type": "float",  "properties": {}}
        }
        """;

    [Fact]
    public async Task An_entry_is_read_with_the_token_and_has_every_property_that_the_service_sends()
    {
        using var stage = Stage.Listing(Steps.Json(Entry));

        var model = await Soon.Async(stage.Client.GetModelAsync("acme/Still 01"));

        Assert.Equal(
            ("acme/Still 01", "Still", 0.044m, "output", "4k costs twice as much"),
            (model.Id, model.DisplayName, model.BasePriceUsd, model.PriceUnit, model.PricingNote));
        Assert.Equal(["text-to-image", "art"], model.Categories);
        Assert.Equal("""{"type": "float",  "properties": {}}""", model.InputSchema);
        var request = Assert.Single(stage.Script.Requests);
        Assert.Equal("https://model-api.runcomfy.net/v1/models/acme/Still%2001", request.Address);
        Assert.Equal((HttpMethod.Get, $"Bearer {Stage.Token}"), (request.Method, request.Authorization));
    }

    [Theory]
    [InlineData("-0.1", null)]
    [InlineData("1e400", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("0", null)]
    [InlineData("-0", null)]
    [InlineData("\"0\"", null)]
    [InlineData("1e-9", 1e-9)]
    [InlineData("57e-2", 0.57)]
    [InlineData("\"0.57\"", 0.57)]
    public async Task Only_a_positive_amount_is_read_as_a_price(string written, double? price)
    {
        using var stage = Stage.Listing(Steps.Json($$"""{"model_id":"acme/still","base_price_usd":{{written}}}"""));

        Assert.Equal((decimal?)price, (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).BasePriceUsd);
    }

    [Fact]
    public async Task A_property_of_the_wrong_type_is_null()
    {
        using var stage = Stage.Listing(Steps.Json(
            """
            {"model_id":"acme/still","display_name":7,"categories":["a",1,null,"\ud800"],"price_unit":{},
             "pricing_note":"\ud800","input_schema":[]}
            """));

        var model = await Soon.Async(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(
            ("acme/still", null, null, null, null), (model.Id, model.DisplayName, model.PriceUnit, model.PricingNote, model.InputSchema));
        Assert.Equal(["a"], model.Categories);
    }

    [Fact]
    public async Task A_schema_may_be_deeply_nested_or_sent_as_a_string()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"items\":", 200)) + "{}" + new string('}', 200);
        using var stage = Stage.Listing(
            Steps.Json($$"""{"model_id":"acme/still","input_schema":{{nested}}}"""),
            Steps.Json("""{"model_id":"acme/still","input_schema":"{\"type\":\"object\"}"}"""));

        Assert.Equal(nested, (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).InputSchema);
        Assert.Equal("""{"type":"object"}""", (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).InputSchema);
    }
}
