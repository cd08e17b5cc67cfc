using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Catalog;

public class GetModelTests
{
    private const string Entry =
        """
        {
          "model_id": "acme/still", "display_name": "Still", "categories": ["text-to-image", "art"], "kind": "model",
          "base_price_usd": 0.044, "price_unit": "output", "pricing_note": "4k costs twice as much",
          "input_schema": {"type": "float",  "properties": {}}
        }
        """;

    [Fact]
    public async Task An_entry_has_all_that_the_service_tells()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Json(Entry));

        var model = await Soon.Async(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(
            ("acme/still", "Still", 0.044m, "output", "4k costs twice as much"),
            (model.Id, model.DisplayName, model.BasePriceUsd, model.PriceUnit, model.PricingNote));
        Assert.Equal(["text-to-image", "art"], model.Categories);
        Assert.Equal("""{"type": "float",  "properties": {}}""", model.InputSchema);
    }

    [Fact]
    public async Task It_is_read_from_the_address_of_the_model_with_the_token()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Json("""{"model_id":"minimax/Hailuo Video 01 Live"}"""));

        await Soon.Async(stage.Client.GetModelAsync("minimax/Hailuo Video 01 Live"));

        var request = Assert.Single(stage.Script.Requests);
        Assert.Equal("https://model-api.runcomfy.net/v1/models/minimax/Hailuo%20Video%2001%20Live", request.Address);
        Assert.Equal((HttpMethod.Get, $"Bearer {Stage.Token}"), (request.Method, request.Authorization));
    }

    [Theory]
    [InlineData("-0.1", null)]
    [InlineData("1e400", null)]
    [InlineData("2000000000", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("true", null)]
    [InlineData("[1]", null)]
    [InlineData("null", null)]
    [InlineData("0", null)]
    [InlineData("0.00", null)]
    [InlineData("-0", null)]
    [InlineData("\"0\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("1e-9", 1e-9)]
    [InlineData("57e-2", 0.57)]
    [InlineData("\"0.57\"", 0.57)]
    public async Task A_price_that_is_none_is_null(string written, double? price)
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Json($$"""{"model_id":"acme/still","base_price_usd":{{written}}}"""));

        Assert.Equal((decimal?)price, (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).BasePriceUsd);
    }

    [Fact]
    public async Task What_cannot_be_read_is_null_and_the_rest_is_there()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Json(
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
    public async Task A_schema_that_is_sent_as_text_is_that_text()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Json("""{"model_id":"acme/still","input_schema":"{\"type\":\"object\"}"}"""));

        Assert.Equal("""{"type":"object"}""", (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).InputSchema);
    }

    [Fact]
    public async Task A_schema_may_be_nested_deeply()
    {
        using var stage = new Stage();
        var schema = string.Concat(Enumerable.Repeat("{\"items\":", 200)) + "{}" + new string('}', 200);
        stage.Script.Catalog.Does(Steps.Json($$"""{"model_id":"acme/still","input_schema":{{schema}}}"""));

        Assert.Equal(schema, (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).InputSchema);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, """{"model_id":"acme/st""")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"model_id":7}""")]
    [InlineData(200, """{"model_id":""}""")]
    [InlineData(408, "")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    public async Task A_failed_read_is_made_again(int status, string body)
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Answer(status, body), Steps.Answer(status, body), Steps.Json(Entry));

        Assert.Equal("acme/still", (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).Id);
        Assert.Equal(3, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task A_read_that_broke_is_made_again()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Json(Entry));

        await Soon.Async(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(2, stage.Script.Catalog.Count);
    }

    [Theory]
    [InlineData(400, """{"error_code":400001,"error_message":"no such model"}""", "400001")]
    [InlineData(401, "", null)]
    [InlineData(403, "", null)]
    [InlineData(404, "", null)]
    [InlineData(302, "", null)]
    [InlineData(200, """{"error_code":404001,"model_id":"acme/still"}""", "404001")]
    public async Task A_refusal_is_final(int status, string body, string? code)
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(
            (status, code, "acme/still", null, 1),
            (error.StatusCode, error.ErrorCode, error.ModelId, error.RequestId, stage.Script.Catalog.Count));
        Assert.Equal("trace-7", error.ResponseHeaders["X-Trace"]);
        Assert.Contains("the catalogue entry of acme/still", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_end_with_the_budget_of_reads()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Answer(502, "<html>Bad gateway</html>"));
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(TimeSpan.FromMinutes(2), stage.Time.GetUtcNow() - start);
        Assert.Equal(("acme/still", null), (error.ModelId, error.RequestId));
        Assert.StartsWith(
            "The catalogue entry of acme/still could not be read for 120 s: HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_asks_to_wait_is_waited()
    {
        using var stage = new Stage();
        stage.Script.Catalog.Does(Steps.Answer(503, "", retryAfter: "30"), Steps.Json(Entry));
        var start = stage.Time.GetUtcNow();

        await Soon.Async(stage.Client.GetModelAsync("acme/still"));

        Assert.InRange((stage.Time.GetUtcNow() - start).TotalSeconds, 30, 36);
    }

    [Fact]
    public async Task An_attempt_takes_no_longer_than_a_read_may()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Does(hang.Step, Steps.Json(Entry));

        var model = stage.Client.GetModelAsync("acme/still");
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(30));
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        Assert.Equal("acme/still", (await Soon.Async(model)).Id);
    }

    [Fact]
    public async Task A_cancelled_token_ends_it_and_its_request()
    {
        using var stage = new Stage();
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Does(hang.Step);

        var model = stage.Client.GetModelAsync("acme/still", stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(model)).CancellationToken);
    }

    [Fact]
    public async Task A_disposed_client_ends_it()
    {
        using var stage = new Stage();
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Does(hang.Step);

        var model = stage.Client.GetModelAsync("acme/still");
        await hang.Reached;
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(model);
        await Soon.Throws<ObjectDisposedException>(stage.Client.GetModelAsync("acme/still"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("../requests")]
    public async Task What_is_no_id_is_refused_without_a_request(string modelId)
    {
        using var stage = new Stage();

        Assert.Equal("modelId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => stage.Client.GetModelAsync(modelId))).ParamName);
        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        using var http = new HttpClient(new Script());
        using var client = new TestClient(http, new ModelClientOptions());

        await Soon.Throws<ModelConfigurationException>(client.GetModelAsync("acme/still"));
    }
}
