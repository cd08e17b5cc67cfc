using System.IO.Compression;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

/// <summary>Files that come compressed.</summary>
public sealed class CompressedDownloadTests : IDisposable
{
    private static readonly byte[] Content = new byte[100_000];

    private readonly Stage _stage = new();
    private readonly FileServer _server = new(Content);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"schemasdk-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _stage.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_file_that_comes_compressed_is_saved_as_it_is(string coding)
    {
        _stage.Script.File.Does(Compressed(coding, "pixels"u8.ToArray()));

        var path = await Soon.Async(_stage.Client.DownloadAsync(FileServer.Address, _folder));

        Assert.Equal("pixels", await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_file_of_which_a_part_could_pass_for_all_is_not_saved(string coding)
    {
        _stage.Script.File.Does(async (request, cancellation) =>
        {
            var response = await Compressed(coding, new byte[10_000])(request, cancellation);
            response.Content.Headers.ContentLength = null;
            return response;
        });

        Assert.Contains("has no length", (await FailsAsync()).Message, StringComparison.Ordinal);
        Assert.True(!Directory.Exists(_folder) || Directory.GetFiles(_folder).Length == 0);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_a_large_one_is_stopped_at_the_limit()
    {
        _stage.Options.Downloads.MaxBytes = 1 << 20;
        _stage.Script.File.Does(Compressed("gzip", new byte[64 << 20]));

        Assert.Contains("larger than 1048576 bytes", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compression_that_is_not_undone_is_told(string coding)
    {
        _stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentEncoding.Add(coding)));

        Assert.Contains($"\"{coding}\"", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    private static Step Compressed(string coding, byte[] content) => (request, _) =>
    {
        var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packing.Write(content);
        }

        var response = new HttpResponseMessage { Content = new ByteArrayContent(packed.ToArray()), RequestMessage = request };
        response.Content.Headers.ContentEncoding.Add(coding);
        return Task.FromResult(response);
    };

    private async Task<ModelDownloadException> FailsAsync()
    {
        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, _folder));
        Assert.Contains("https://files.runcomfy.net/out/a.png", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        return error;
    }
}
