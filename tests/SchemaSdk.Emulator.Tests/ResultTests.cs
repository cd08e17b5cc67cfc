namespace SchemaSdk.Emulation.Tests;

public sealed class ResultTests
{
    [Theory]
    [InlineData(SchemaModel.TextToVideo)]
    [InlineData(SchemaModel.ImageToVideo)]
    public async Task A_video_model_has_only_a_video_in_the_documented_output(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.RunAsync(model, """{"prompt":"a","start_image_url":"https://example.com/a.png"}""");

        Assert.Equal($$"""{"video":"http://localhost/files/{{answer.Id}}/video.mp4"}""", answer.Body["output"]!.ToJsonString());
    }

    [Fact]
    public async Task A_result_does_not_change()
    {
        await using var bench = Bench.Start();
        var first = await bench.RunAsync();

        bench.Time.Pass(86_400);

        Assert.Equal(first.Text, (await bench.ResultAsync(first.Id)).Text);
        Assert.Equal(
            first.Text, (await bench.SendAsync(HttpMethod.Get, $"v1/requests/{first.Id}/result?include_cost=true")).Text);
    }
}
