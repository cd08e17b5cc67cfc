using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Text that is cut in the middle of a character, and values that are deep: they hide nothing beside them.</summary>
public class OddTextTests
{
    // What cutting a text after 300 UTF-16 units makes of an emoji.
    private const string Half = "\\ud83d";

    public static TheoryData<string> Members =>
        new("message", "error_message", "error", "detail", "code", "error_code", "failure_reason", "status_text", Half);

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Half_a_character_hides_no_result(string member)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Json($$"""{"request_id":"req-1","{{member}}":"cut {{Half}}","status":"completed"}"""));
        stage.Script.Result.Does(
            Steps.Json($$$"""{"request_id":"req-1","status":"succeeded","{{{member}}}":"cut {{{Half}}}","output":{"image":"a"}}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((2, "a"), (stage.Script.Status.Count + stage.Script.Result.Count, result.Output.GetProperty("image").GetString()));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Half_a_character_hides_no_request_id(string member)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Json($$"""{"{{member}}":"cut {{Half}}","request_id":"req-1"}"""));

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Theory]
    [InlineData("created_at")]
    [InlineData("finished_at")]
    public async Task Half_a_character_in_a_time_hides_nothing_beside_it(string member)
    {
        using var stage = new Stage();
        var time = $"\"{member}\":\"2026-01-02T03:04:05{Half}Z\"";
        stage.Script.Submit.Does(Steps.Json($$"""{{{time}},"request_id":"req-1"}"""));
        stage.Script.Status.Does(Steps.Json($$"""{{{time}},"status":"completed"}"""));
        stage.Script.Result.Does(Steps.Json($$$"""{{{{time}}},"request_id":"req-1","status":"succeeded","output":7}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((7, 3), (result.Output.GetInt32(), stage.Script.Requests.Count));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_hide_no_request_id()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(async (request, cancellation) =>
        {
            var response = await Steps.Accepted(request, cancellation);
            response.Content = new ByteArrayContent([.. "{\"message\":\"cut "u8, 0xF0, 0x9F, .. "\",\"request_id\":\"req-1\"}"u8]);
            return response;
        });

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("error_message")]
    [InlineData("error")]
    [InlineData("detail")]
    public async Task A_refusal_keeps_its_code_and_the_rest_of_its_text(string member)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(400, $$"""{"error_code":400002,"{{member}}":"no balance {{Half}}"}"""));

        var error = await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(("400002", 1), (error.ErrorCode, stage.Script.Submit.Count));
        Assert.Contains("no balance", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_keeps_its_text()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed($"\"out of memory {Half}\""));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Contains("out of memory", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Result.Count);
    }

    [Fact]
    public async Task A_status_with_half_a_character_is_unknown_and_polled_on()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Json($$"""{"status":"wai {{Half}}"}"""));

        var status = await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal(JobState.Unknown, status.State);
        Assert.StartsWith("wai", status.StateText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(5_000)]
    public async Task A_deep_output_is_read(int depth)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":{{Nested(depth)}},"cost":0.1}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((1, 0.1m), (stage.Script.Result.Count, result.CostUsd));
        Assert.Equal(Nested(depth), result.Output.GetRawText());
        Assert.Equal(Nested(depth), result.Raw.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task A_deep_error_is_told()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed(Nested(100)));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(Nested(100), error.Error.GetRawText());
    }

    [Fact]
    public async Task A_deep_value_hides_no_request_id()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Json($$"""{"echo":{{Nested(100)}},"request_id":"req-1"}"""));

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);
    }

    private static string Nested(int depth) => new StringBuilder().Insert(0, "[", depth).Append('7').Append(']', depth).ToString();
}
