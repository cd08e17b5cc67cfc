using System.IO.Compression;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

public sealed class CompressedDownloadTests : DownloadTest
{
    private static readonly byte[] Content = new byte[100_000];

    private readonly FileServer _server = new(Content);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_file_is_saved_decompressed(string coding)
    {
        Stage.Script.File.Does(Compressed(coding, "pixels"u8.ToArray()));

        Assert.Equal("pixels"u8.ToArray(), await DownloadAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_file_without_a_length_is_not_saved(string coding)
    {
        Stage.Script.File.Does(async (request, cancellation) =>
        {
            var response = await Compressed(coding, new byte[10_000])(request, cancellation);
            response.Content.Headers.ContentLength = null;
            return response;
        });

        Assert.Contains("has no length", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_size_limit_applies_to_the_decompressed_file()
    {
        Stage.Options.Downloads.MaxBytes = 1 << 20;
        Stage.Script.File.Does(Compressed("gzip", new byte[64 << 20]));

        Assert.Contains("larger than 1048576 bytes", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task An_unsupported_compression_is_rejected_by_name(string coding)
    {
        Stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentEncoding.Add(coding)));

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
}
