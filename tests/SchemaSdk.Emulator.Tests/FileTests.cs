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
    public async Task HEAD_returns_the_type_and_length_only_and_needs_no_token()
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        bench.Http.DefaultRequestHeaders.Authorization = null;

        using var whole = await bench.Http.AskAsync(HttpMethod.Get, address);
        using var head = await bench.Http.AskAsync(HttpMethod.Head, address);

        Assert.Equal((200, "video/mp4"), ((int)head.StatusCode, head.Content.Headers.ContentType!.ToString()));
        Assert.Equal((await whole.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=0-99", null, 206, 0, 100)]
    [InlineData("bytes=100-", null, 206, 100, null)]
    [InlineData("bytes=-50", null, 206, -50, null)]
    [InlineData("bytes=100-", "same", 206, 100, null)]
    [InlineData("bytes=100-", "\"other\"", 200, 0, null)]
    public async Task A_range_of_a_file_is_returned_if_it_is_of_the_requested_version(
        string range, string? version, int status, int start, int? end)
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);
        using var file = await bench.Http.AskAsync(HttpMethod.Get, address);
        var whole = await file.Content.ReadAsByteArrayAsync();
        var tag = version == "same" ? file.Headers.ETag!.Tag : version;

        using var response = await bench.Http.AskAsync(
            HttpMethod.Get, address, null, tag is null ? [("Range", range)] : [("Range", range), ("If-Range", tag)]);

        var first = start < 0 ? whole.Length + start : start;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(whole[first..(end ?? whole.Length)], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            status == 200 ? null : new ContentRangeHeaderValue(first, (end ?? whole.Length) - 1, whole.Length),
            response.Content.Headers.ContentRange);
        Assert.False(file.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused_with_the_length()
    {
        await using var bench = Bench.Start();
        var address = await VideoAsync(bench);

        using var response = await bench.Http.AskAsync(HttpMethod.Get, address, null, ("Range", "bytes=1000000-"));

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

    private static async Task<string> VideoAsync(Bench bench) => (string)(await bench.RunAsync()).Body["output"]!["video"]!;
}
