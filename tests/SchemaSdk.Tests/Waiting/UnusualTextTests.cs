namespace SchemaSdk.Tests.Waiting;

/// <summary>Text that was truncated within a character, and deeply nested values, must not hide the values next to them.</summary>
public class UnusualTextTests
{
    // Truncation within an emoji leaves its first half.
    private const string Half = "\\ud83d";

    [Theory]
    [InlineData("message")]
    [InlineData("error_code")]
    [InlineData(Half)]
    [InlineData("created_at", "2026-01-02T03:04:05", "Z")]
    [InlineData("deep")]
    public async Task Half_a_character_or_a_deep_value_does_not_hide_a_request_id_a_status_or_a_result(
        string name, string before = "cut ", string after = "")
    {
        var member = $"\"{name}\":{(name == "deep" ? Nested(100) : $"\"{before}{Half}{after}\"")}";
        using var stage = Stage.Answered(Steps.Json($$"""{{{member}},"request_id":"req-1"}"""));
        stage.Script.Status.Does(Steps.Json($$"""{"request_id":"req-1",{{member}},"status":"completed"}"""));
        stage.Script.Result.Does(Steps.Json($$$"""{"request_id":"req-1","status":"succeeded",{{{member}}},"output":7}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((7, 3), (result.Output.GetInt32(), stage.Script.Requests.Count));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_do_not_hide_a_request_id()
    {
        byte[] body = [.. "{\"message\":\"cut "u8, 0xF0, 0x9F, .. "\",\"request_id\":\"req-1\"}"u8];
        using var stage = Stage.Answered(Steps.Accepted.With(response => response.Content = new ByteArrayContent(body)));

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("error_message")]
    [InlineData("error")]
    [InlineData("detail")]
    public async Task A_refusal_keeps_its_code_and_the_rest_of_its_text(string member)
    {
        using var stage = Stage.Answered(Steps.Answer(400, $$"""{"error_code":400002,"{{member}}":"no balance {{Half}}"}"""));

        var error = await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(("400002", 1), (error.ErrorCode, stage.Script.Submit.Count));
        Assert.Contains("no balance", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_keeps_its_text()
    {
        using var stage = Stage.Ended(Steps.Failed($"\"out of memory {Half}\""));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Contains("out of memory", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Result.Count);
    }

    [Fact]
    public async Task A_status_with_half_a_character_is_unknown()
    {
        using var stage = Stage.Polled(Steps.Json($$"""{"status":"wai {{Half}}"}"""));

        var status = await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(JobState.Unknown, status.State);
        Assert.StartsWith("wai", status.StateText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(5_000)]
    public async Task A_deep_output_is_read(int depth)
    {
        using var stage = Stage.Ended(
            Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":{{Nested(depth)}},"cost":0.1}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((1, 0.1m), (stage.Script.Result.Count, result.CostUsd));
        Assert.Equal(Nested(depth), result.Output.GetRawText());
        Assert.Equal(Nested(depth), result.Raw.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task An_output_with_a_million_levels_is_an_error_with_the_request_id()
    {
        using var stage = Stage.Ended(
            Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":{{Nested(1_000_000)}}}"""));

        var error = await Soon.Throws<ModelException>(stage.Client.RunAsync("acme/other", JsonElement.Parse("{}")));

        Assert.Equal(Steps.Id, error.RequestId);
        Assert.IsType<JsonException>(error.InnerException);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task A_deep_error_is_reported_but_with_a_million_levels_it_is_only_in_the_message(int depth)
    {
        using var stage = Stage.Ended(Steps.Failed(Nested(depth)));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(depth == 100 ? Nested(100) : null, error.Error.ValueKind == default ? null : error.Error.GetRawText());
        Assert.Contains("[[[", error.Message, StringComparison.Ordinal);
    }

    private static string Nested(int depth) => new StringBuilder().Insert(0, "[", depth).Append('7').Append(']', depth).ToString();
}
