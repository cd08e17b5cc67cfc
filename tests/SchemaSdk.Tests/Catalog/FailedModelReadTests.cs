using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Catalog;

/// <summary>Reads of a model's entry that fail, are refused, or are stopped.</summary>
public class FailedModelReadTests
{
    private const string Entry = """{"model_id":"acme/still"}""";

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
