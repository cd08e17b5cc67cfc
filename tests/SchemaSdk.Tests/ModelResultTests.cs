namespace SchemaSdk.Tests;

public class ModelResultTests
{
    [Fact]
    public void The_raw_answer_is_parsed_on_first_use()
    {
        var broken = new ModelResult<string>("a.png", "acme/still", "req-1") { Body = "{\"a\""u8.ToArray() };

        Assert.ThrowsAny<JsonException>(() => broken.Raw);
    }

    [Fact]
    public void A_raw_answer_with_a_million_levels_is_rejected()
    {
        var json = new string('[', 1_000_000) + new string(']', 1_000_000);
        var result = new ModelResult<string>("a.png", "acme/still", "req-1") { Body = System.Text.Encoding.ASCII.GetBytes(json) };

        Assert.Contains("10000 levels", Assert.Throws<JsonException>(() => result.Raw).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobState.Unknown, false)]
    [InlineData(JobState.InQueue, false)]
    [InlineData(JobState.InProgress, false)]
    [InlineData(JobState.Succeeded, true)]
    [InlineData(JobState.Failed, true)]
    [InlineData(JobState.Canceled, true)]
    public void Only_a_final_state_has_ended(JobState state, bool ended) =>
        Assert.Equal(ended, new JobStatus { RequestId = "req-1", State = state }.HasEnded);
}
