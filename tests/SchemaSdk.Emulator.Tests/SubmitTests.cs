namespace SchemaSdk.Emulation.Tests;

public sealed class SubmitTests
{
    [Fact]
    public async Task A_submit_is_answered_with_a_request_id_and_three_URLs()
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync();

        Assert.Equal(200, answer.Code);
        Assert.Equal("request_id status_url result_url cancel_url", answer.Members);
        Assert.True(Guid.TryParse(answer.Id, out _));
        Assert.Equal($"http://localhost/v1/requests/{answer.Id}/status", answer["status_url"]);
        Assert.Equal($"http://localhost/v1/requests/{answer.Id}/result", answer["result_url"]);
        Assert.Equal($"http://localhost/v1/requests/{answer.Id}/cancel", answer["cancel_url"]);
    }

    [Theory]
    [InlineData("kling/kling-9/pro/text-to-video")]
    [InlineData("kling/kling-3.0/pro")]
    [InlineData("Kling/kling-3.0/pro/text-to-video")]
    [InlineData("kling%2Fkling-3.0/pro/text-to-video")]
    public async Task An_unknown_model_is_refused(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync(Bench.Valid, model);
        var entry = await bench.SendAsync(HttpMethod.Get, "v1/models/" + model);

        Assert.Equal((400, 400001, 400001), (answer.Code, answer.ErrorCode, entry.ErrorCode));
        Assert.Equal("error_code error_message", answer.Members);
    }

    [Theory]
    [InlineData("minimax/Hailuo%20Video%2001%20Live")]
    [InlineData("minimax/Hailuo Video 01 Live")]
    [InlineData("minimax/%48ailuo%20Video%2001%20Live")]
    public async Task A_model_id_is_percent_decoded(string path)
    {
        await using var bench = Bench.Start(null, new SchemaModel("minimax/Hailuo Video 01 Live", """{"type":"object"}"""));

        Assert.Equal(200, (await bench.SubmitAsync("{}", path)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"prompt\":")]
    [InlineData("{\"prompt\":\"a\",}")]
    [InlineData("prompt=a")]
    [InlineData("<html></html>")]
    [InlineData("{\"cfg_scale\":NaN}")]
    public async Task A_body_that_is_not_JSON_is_refused(string body)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SubmitAsync(body);

        Assert.Equal((400, 400000), (answer.Code, answer.ErrorCode));
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        await using var bench = Bench.Start();
        using var body = new ByteArrayContent([.. "{\"prompt\":\""u8, 0xFF, .. "\"}"u8]);

        using var response = await bench.Http.PostAsync("v1/models/" + SchemaModel.TextToVideo, body);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"object",""", "acme/broken")]
    [InlineData("[]", "acme/broken")]
    public async Task An_unreadable_schema_is_reported_by_its_model_only(string schema, string told)
    {
        await using var bench = Bench.Start(null, new SchemaModel("acme/broken", schema), new SchemaModel("acme/whole", "{}"));

        var broken = await bench.SubmitAsync("{}", "acme/broken");
        var whole = await bench.SubmitAsync("{}", "acme/whole");

        Assert.Equal(500, broken.Code);
        Assert.Contains(told, broken["error_message"], StringComparison.Ordinal);
        Assert.Equal(200, whole.Code);
    }

    [Theory]
    [InlineData("https://example.com/a.json")]
    [InlineData("../secret.json")]
    [InlineData("#/definitions/a")]
    public async Task A_reference_that_leads_nowhere_accepts_any_value_as_in_a_generated_client(string reference)
    {
        var schema = """{"properties":{"a":{"$ref":"REFERENCE"},"b":{"type":"integer"}}}""".Replace(
            "REFERENCE", reference, StringComparison.Ordinal);
        await using var bench = Bench.Start(null, new SchemaModel("acme/star", schema, "{}"));

        Assert.Equal(200, (await bench.SubmitAsync("""{"a":["anything"],"b":1}""", "acme/star")).Code);
        Assert.Equal(422, (await bench.SubmitAsync("""{"a":["anything"],"b":"1"}""", "acme/star")).Code);
    }

    [Theory]
    [InlineData("PUT", "v1/models/kling/kling-3.0/pro/text-to-video")]
    [InlineData("DELETE", "v1/requests/x/status")]
    [InlineData("GET", "v2/requests/x/status")]
    [InlineData("GET", "")]
    [InlineData("GET", "v1/requests/x/status")]
    [InlineData("GET", "v1/requests/x/result")]
    [InlineData("POST", "v1/requests/x/cancel")]
    public async Task An_unknown_path_or_request_id_is_not_found(string method, string path)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SendAsync(new HttpMethod(method), path);

        Assert.Equal((404, 404001), (answer.Code, answer.ErrorCode));
        Assert.Equal("error_code error_message", answer.Members);
    }
}
