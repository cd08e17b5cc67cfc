namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>If the files of a request together exceed its limit, all of them must be stored, however small they are.</summary>
public sealed class StoredOrInlineTests : IDisposable
{
    private readonly StorageStage _stage = new(ModelService.Replicate.Profile);

    public StoredOrInlineTests() => _stage.Server.StoredAddress = "https://api.replicate.com/v1/files/f";

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData(29, 29)]
    [InlineData(30, 0)]
    public async Task Files_that_exceed_the_request_together_are_all_stored(int count, int inline)
    {
        var files = Enumerable.Range(0, count).Select(static _ => ModelFile.FromBytes(Media.Png(256 << 10))).ToArray();

        await _stage.SubmitAsync(files);

        Assert.Equal(inline, _stage.Files.Count(static file => file.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(count - inline + 1, _stage.Server.Asked.Count);
    }

    [Fact]
    public async Task A_file_that_is_used_often_counts_each_time()
    {
        var file = ModelFile.FromBytes(Media.Png(256 << 10));

        await _stage.SubmitAsync([.. Enumerable.Repeat(file, 30)]);

        Assert.Equal(30, _stage.Files.Count(static file => file == "https://api.replicate.com/v1/files/f"));
        Assert.Equal(2, _stage.Server.Asked.Count);
    }

    [Fact]
    public async Task A_file_is_closed_before_the_next_file_is_checked()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.png");
        await File.WriteAllBytesAsync(path, Media.Png(300_000));
        var stream = new ForwardStream(Media.Png(300_000))
        {
            Reading = position =>
            {
                // Throws if the first file is still open.
                using var file = position > 0 ? null : new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return Task.CompletedTask;
            },
        };

        await _stage.SubmitAsync(ModelFile.FromPath(path), ModelFile.FromStream(stream));

        Assert.All(_stage.Files, static file => Assert.Equal("https://api.replicate.com/v1/files/f", file));
    }

    [Fact]
    public async Task A_file_above_the_limit_of_its_option_is_stored()
    {
        _stage.Options.Uploads.MaxImageBytes = 100 << 10;

        await _stage.SubmitAsync(ModelFile.FromBytes(Media.Png(100 << 10)), ModelFile.FromBytes(Media.Png(200 << 10)));

        Assert.Equal([Media.DataUri(Media.Png(100 << 10)), "https://api.replicate.com/v1/files/f"], _stage.Files);
    }
}
