namespace SchemaSdk.Tests;

public sealed class UntypedCallTests() : StageTest(Stage.Accepting())
{
    private static readonly JsonElement Cat = JsonElement.Parse("""{"prompt":"a cat"}""");

    [Theory]
    [InlineData("""{"prompt":"\ud800"}""")]
    [InlineData("""{"\udc00":"a cat"}""")]
    public async Task An_input_with_half_a_surrogate_pair_is_rejected_with_the_key(string json)
    {
        var input = JsonElement.Parse(json);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => Stage.Client.RunAsync("acme/other", input, new() { Key = "order-7" }));

        Assert.Equal("input", error.ParamName);
        Assert.Contains("the job \"order-7\" of acme/other", error.Message, StringComparison.Ordinal);
        Assert.Empty(Stage.Script.Requests);
    }

    [Fact]
    public async Task An_input_is_validated_if_the_client_knows_the_model()
    {
        var wrong = JsonElement.Parse("\"wrong\"");

        await Soon.Throws<ModelInputException>(Stage.Client.SubmitAsync(StillModel.Id, wrong));
        await Soon.Async(Stage.Client.SubmitAsync("acme/other", wrong));

        Assert.Single(Stage.Script.Requests);
    }

    [Theory]
    [InlineData("kling/kling-3.0/pro/text-to-video", "kling/kling-3.0/pro/text-to-video")]
    [InlineData("minimax/Hailuo Video 01 Live", "minimax/Hailuo%20Video%2001%20Live")]
    [InlineData("a/b?c#d", "a/b%3Fc%23d")]
    [InlineData("a/b%2Fc", "a/b%252Fc")]
    [InlineData("a/...", "a/...")]
    [InlineData("a/b\\c", "a/b%5Cc")]
    [InlineData("猫/b", "%E7%8C%AB/b")]
    public async Task Each_segment_of_an_id_is_encoded(string id, string path)
    {
        await Soon.Async(Stage.Client.SubmitAsync(id, Cat));

        Assert.Equal("https://model-api.runcomfy.net/v1/models/" + path, Assert.Single(Stage.Script.Requests).Address);
    }

    public static TheoryData<string> DangerousIds => ["", "/a", "a/", "a//b", "a/./b", "a/../b", "a/b\n"];

    [Theory]
    [MemberData(nameof(DangerousIds))]
    public async Task An_id_that_could_lead_to_another_path_is_rejected(string id)
    {
        await Soon.Throws<ArgumentException>(Stage.Client.RunAsync(id, Cat));
        Assert.Throws<ArgumentException>(() => Stage.Client.Attach(id, Steps.Id));
        Assert.Equal("modelId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => Stage.Client.GetModelAsync(id))).ParamName);

        Assert.Empty(Stage.Script.Requests);
    }

    [Fact]
    public async Task An_undefined_input_is_an_argument_error()
    {
        var error = await Soon.Throws<ArgumentException>(Stage.Client.RunAsync("acme/other", default));

        Assert.Equal("input", error.ParamName);
    }
}
