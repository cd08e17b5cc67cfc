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
        await using var emulated = await EmulatedClient.StartAsync();
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
}
