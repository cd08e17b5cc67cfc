using System.Net;
using System.Text.Json;

namespace SchemaSdk.Emulation.Tests;

public sealed class OutcomeTests
{
    [Fact]
    public async Task A_submit_can_be_refused_and_is_not_billed()
    {
        await using var bench = Bench.Start(options => options.Outcome = _ =>
            EmulatedOutcome.Refuse(HttpStatusCode.PaymentRequired, 400002, "InsufficientResources", TimeSpan.FromSeconds(1.5)));

        using var refused = await bench.Http.AskAsync(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid);

        Assert.Equal((402, TimeSpan.FromSeconds(2)), ((int)refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Equal(
            """{"error_code":400002,"error_message":"InsufficientResources"}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task Only_accepted_submits_are_counted_as_bills_and_get_an_outcome()
    {
        var outcomes = 0;
        await using var bench = Bench.Start(options => options.Outcome = _ =>
        {
            outcomes++;
            return EmulatedOutcome.Succeed;
        });

        _ = await bench.RunAsync();
        _ = await bench.SubmitAsync();
        _ = await bench.SubmitAsync("{}");
        _ = await bench.SubmitAsync("no JSON");
        _ = await bench.SubmitAsync(Bench.Valid, "no/model");

        Assert.Equal((2, 2), (bench.Emulator.Bills, outcomes));
    }

    [Fact]
    public async Task An_outcome_can_depend_on_the_model_and_the_input()
    {
        EmulatedSubmit? seen = null;
        await using var bench = Bench.Start(options => options.Outcome = submit =>
        {
            seen = submit;
            return EmulatedOutcome.Succeed;
        });

        _ = await bench.SubmitAsync();

        Assert.Equal((SchemaModel.TextToVideo, 1L), (seen!.ModelId, seen.Number));
        Assert.Equal(JsonValueKind.Object, seen.Input.ValueKind);
        Assert.Equal("a lighthouse", seen.Input.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task An_exception_of_the_function_that_decides_the_outcome_reaches_the_caller()
    {
        await using var bench = Bench.Start(options => options.Outcome = static _ => throw new InvalidOperationException("Queue empty."));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SubmitAsync());

        Assert.Equal(("Queue empty.", 0), (error.Message, bench.Emulator.Bills));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(600)]
    public void A_refusal_must_have_an_error_status(int statusCode) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatedOutcome.Refuse((HttpStatusCode)statusCode, 1, ""));
}
