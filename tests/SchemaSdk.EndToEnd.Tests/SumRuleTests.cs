namespace SchemaSdk.EndToEnd.Tests;

/// <summary>
/// Tests the rule that the durations of the segments add up to the video's duration. The service states this rule only in prose.
/// </summary>
public sealed class SumRuleTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Segments_that_do_not_add_up_are_rejected_before_the_submit(bool isFromImage)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket: false);
        var kling = emulated.Client.Kling.Kling3_0;

        var error = await Assert.ThrowsAsync<ModelInputException>(() => isFromImage
            ? kling.Standard.ImageToVideo.SubmitAsync(new()
            {
                Prompt = "Two shots.",
                StartImageUrl = "https://example.com/a.png",
                Duration = 10,
                MultiPrompt = [new() { Prompt = "One.", Duration = 3 }, new() { Prompt = "Two.", Duration = 6 }],
            })
            : (Task)kling.Pro.TextToVideo.SubmitAsync(new()
            {
                Prompt = "Two shots.",
                Duration = 10,
                MultiPrompt = [new() { Prompt = "One.", Duration = 3 }, new() { Prompt = "Two.", Duration = 6 }],
            }));

        var sum = Assert.Single(error.Errors);
        Assert.Equal(("/multi_prompt", "sum", "a sum of 10"), (sum.JsonPointer, sum.Rule, sum.Allowed));
        Assert.EndsWith(
            "it must have numbers at /multi_prompt/*/duration that add up to 10 (the value at /duration), not to 9.",
            sum.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Requests);
    }

    [Theory]
    [InlineData(10, 3, 7)]
    [InlineData(null, 3, 7)]
    [InlineData(10, 3, null)]
    public async Task Segments_that_add_up_or_have_no_duration_are_sent(int? total, int first, int? second)
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket: false);

        await emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(
            new() { Prompt = "Two shots.", Duration = total, MultiPrompt = [new() { Duration = first }, new() { Duration = second }] });

        Assert.Equal(1, emulated.Service.Bills);
    }

    [Fact]
    public async Task The_emulator_refuses_segments_that_do_not_add_up()
    {
        await using var emulated = await EmulatedClient.StartAsync(isSocket: false);

        var error = await Assert.ThrowsAsync<ModelApiException>(() => emulated.Client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(
            new() { Prompt = "Two shots.", Duration = 10, MultiPrompt = [new() { Duration = 3 }] },
            new RunOptions { ValidateInput = false }));

        Assert.Equal(422, (int?)error.StatusCode);
        Assert.Contains("/multi_prompt", error.Message + error.Detail, StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Bills);
    }
}
