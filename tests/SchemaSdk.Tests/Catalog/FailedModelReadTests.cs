namespace SchemaSdk.Tests.Catalog;

public class FailedModelReadTests
{
    private const string Entry = """{"model_id":"acme/still"}""";

    [Theory]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, """{"model_id":"acme/st""")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"model_id":7}""")]
    [InlineData(200, """{"model_id":""}""")]
    [InlineData(429, "")]
    [InlineData(null, "")]
    public async Task A_failed_read_is_retried(int? status, string body)
    {
        var failure = status is { } code
            ? Steps.Answer(code, body)
            : Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError));
        using var stage = Stage.Listing(failure, failure, Steps.Json(Entry));

        Assert.Equal("acme/still", (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).Id);
        Assert.Equal(3, stage.Script.Catalog.Count);
    }

    [Theory]
    [InlineData(400, """{"error_code":400001,"error_message":"no such model"}""", "400001")]
    [InlineData(404, "", null)]
    [InlineData(302, "", null)]
    [InlineData(200, """{"error_code":404001,"model_id":"acme/still"}""", "404001")]
    public async Task A_refusal_is_final(int status, string body, string? code)
    {
        using var stage = Stage.Listing(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(
            (status, code, "acme/still", null, 1),
            (error.StatusCode, error.ErrorCode, error.ModelId, error.RequestId, stage.Script.Catalog.Count));
        Assert.Equal("trace-7", error.ResponseHeaders["X-Trace"]);
        Assert.Contains("the catalogue entry of acme/still", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_end_with_the_read_budget()
    {
        using var stage = Stage.Listing(Steps.Answer(502, "<html>Bad gateway</html>"));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Client.GetModelAsync("acme/still"));

        Assert.Equal(TimeSpan.FromMinutes(2), stage.Elapsed);
        Assert.Equal(("acme/still", null), (error.ModelId, error.RequestId));
        Assert.StartsWith(
            "The catalogue entry of acme/still could not be read within 120 s: HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_is_respected()
    {
        using var stage = Stage.Listing(Steps.Answer(503, "", retryAfter: "30"), Steps.Json(Entry));

        await Soon.Async(stage.Client.GetModelAsync("acme/still"));

        Assert.InRange(stage.Elapsed.TotalSeconds, 30, 36);
    }

    [Fact]
    public async Task A_hanging_attempt_is_retried_after_the_read_timeout()
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Listing(hang.Step, Steps.Json(Entry)).Delayed();

        var model = stage.Client.GetModelAsync("acme/still");
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(30));
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        Assert.Equal("acme/still", (await Soon.Async(model)).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_canceled_token_or_a_disposed_client_ends_the_read(bool isDisposed)
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Listing(hang.Step);

        var model = stage.Client.GetModelAsync("acme/still", stage.Stop.Token);
        await hang.Reached;
        if (isDisposed)
        {
            stage.Client.Dispose();
            await Soon.Throws<ObjectDisposedException>(model);
            await Soon.Throws<ObjectDisposedException>(stage.Client.GetModelAsync("acme/still"));
        }
        else
        {
            await stage.Stop.CancelAsync();
            Assert.Equal(stage.Stop.Token, (await Soon.Throws<OperationCanceledException>(model)).CancellationToken);
        }
    }
}
