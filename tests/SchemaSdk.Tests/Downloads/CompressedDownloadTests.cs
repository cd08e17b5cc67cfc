namespace SchemaSdk.Tests.Downloads;

public sealed class CompressedDownloadTests : DownloadTest
{
    private static readonly byte[] Content = new byte[100_000];

    private readonly FileServer _server = new(Content);

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("deflate", true)]
    [InlineData("deflate", false)]
    public async Task A_compressed_file_is_saved_decompressed_if_it_has_a_length(string coding, bool hasLength)
    {
        Stage.Script.File.Does(Compressed(coding, Content).With(response =>
            response.Content.Headers.ContentLength = hasLength ? response.Content.Headers.ContentLength : null));

        if (hasLength)
        {
            Assert.Equal(Content, await DownloadAsync());
        }
        else
        {
            Assert.Contains("did not state its length", (await FailsAsync()).Message, StringComparison.Ordinal);
        }
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
    public async Task The_error_for_an_unsupported_compression_names_it(string coding)
    {
        Stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentEncoding.Add(coding)));

        Assert.Contains($"\"{coding}\"", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    private static Step Compressed(string coding, byte[] content) => (request, _) =>
    {
        var packed = Packed.Of(coding, content);
        var response = new HttpResponseMessage { Content = new ByteArrayContent(packed), RequestMessage = request };
        response.Content.Headers.ContentEncoding.Add(coding);
        return Task.FromResult(response);
    };
}
