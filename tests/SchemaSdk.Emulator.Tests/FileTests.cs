using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Tests;

public sealed class FileTests
{
    private const string Files = """
        {"required":["still","sound_url","video"],"properties":{
          "still":{"type":"string","format":"image_uri"},"sound_url":{"type":"string"},"video":{"type":"string","format":"uri"}}}
        """;

    [Theory]
    [InlineData("video", "video/mp4", "....ftyp")]
    [InlineData("still", "image/png", ".PNG")]
    [InlineData("sound_url", "audio/wav", "RIFF....WAVE")]
    public async Task A_URL_returns_the_kind_of_file_that_the_schema_specifies(string property, string type, string start)
    {
        await using var bench = Bench.Start(null, new SchemaModel("acme/all", "{}", Files));
        var address = (string)(await bench.RunAsync("acme/all")).Body["output"]![property]!;

        using var response = await bench.Http.GetAsync(new Uri(address));
        var content = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal(content.Length, response.Content.Headers.ContentLength);
        Assert.All(start.Zip(content), pair => Assert.True(pair.First == '.' || pair.First == pair.Second));
        Assert.InRange(content.Length, 2_000, 20_000);
    }

    [Fact]
    public async Task A_video_is_one_stream_of_two_seconds()
    {
        await using var bench = Bench.Start();

        var video = new Mp4(await bench.Http.GetByteArrayAsync(await VideoAsync(bench)));

        Assert.Equal((1, 1, TimeSpan.FromSeconds(2)), (video.Streams, video.VideoStreams, video.Duration));
    }

    [Fact]
    public async Task A_file_needs_no_token()
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        bench.Http.DefaultRequestHeaders.Authorization = null;

        using var response = await bench.Http.GetAsync(address);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task HEAD_returns_the_type_and_length_only()
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        var whole = await bench.Http.GetByteArrayAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);

        using var response = await bench.Http.SendAsync(request);

        Assert.Equal("video/mp4", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(whole.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(0L, 99L, 0, 100)]
    [InlineData(100L, null, 100, null)]
    [InlineData(null, 50L, -50, null)]
    public async Task A_range_of_a_file_can_be_requested(long? from, long? to, int start, int? end)
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        var whole = await bench.Http.GetByteArrayAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(from, to) } };

        using var response = await bench.Http.SendAsync(request);
        var part = await response.Content.ReadAsByteArrayAsync();

        var first = start < 0 ? whole.Length + start : start;
        Assert.Equal(206, (int)response.StatusCode);
        Assert.Equal(whole[first..(end ?? whole.Length)], part);
        Assert.Equal(new ContentRangeHeaderValue(first, (end ?? whole.Length) - 1, whole.Length), response.Content.Headers.ContentRange);
    }

    [Theory]
    [InlineData(true, 206)]
    [InlineData(false, 200)]
    public async Task A_range_is_returned_only_for_the_same_version(bool isSame, int status)
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        using var whole = await bench.Http.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Headers =
            {
                Range = new RangeHeaderValue(100, null),
                IfRange = new RangeConditionHeaderValue(isSame ? whole.Headers.ETag! : new EntityTagHeaderValue("\"other\"")),
            },
        };

        using var response = await bench.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.False(whole.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused_with_the_length()
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(1_000_000, null) } };

        using var response = await bench.Http.SendAsync(request);

        Assert.Equal(416, (int)response.StatusCode);
        Assert.Equal((await bench.Http.GetByteArrayAsync(address)).Length, response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task A_file_does_not_exist_until_its_job_has_ended()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        var early = await bench.SendAsync(HttpMethod.Get, $"files/{id}/video.mp4");
        bench.Time.Pass(4);
        var late = await bench.SendAsync(HttpMethod.Get, $"files/{id}/video.mp4");

        Assert.Equal((404, 200), (early.Code, late.Code));
    }

    [Theory]
    [InlineData("files/none/video.mp4")]
    [InlineData("files/{id}/other.mp4")]
    [InlineData("files/{id}/..%2F..%2Fvideo.mp4")]
    public async Task Other_files_are_not_found(string path)
    {
        await using var bench = Bench.Start();
        var id = (await bench.RunAsync()).Id;

        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, path.Replace("{id}", id, StringComparison.Ordinal))).Code);
    }

    private static async Task<Uri> VideoAsync(Bench bench) => new((string)(await bench.RunAsync()).Body["output"]!["video"]!);
}
