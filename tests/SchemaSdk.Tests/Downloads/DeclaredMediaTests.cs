namespace SchemaSdk.Tests.Downloads;

/// <summary>An error page, JSON or an empty body must not be saved as an image, video or audio file.</summary>
public sealed class DeclaredMediaTests : DownloadTest
{
    private const string Page = "<!DOCTYPE html><html><body>This link has expired.</body></html>";
    private const string Picture =
        """<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><foreignObject><html/></foreignObject></svg>""";

    [Theory]
    [InlineData("a.mp4", null, "", "video/mp4, but its content is empty")]
    [InlineData("a.mp4", "text/html", Page, "video/mp4, but its content is an HTML page")]
    [InlineData("a.mp4", "video/mp4", Page, "video/mp4, but its content is an HTML page")]
    [InlineData("a.png", "application/octet-stream", "\uFEFF \r\n\t<html>", "image/png, but its content is an HTML page")]
    [InlineData("a", "image/webp", "<!-- x --><HTML lang=en>", "image/webp, but its content is an HTML page")]
    [InlineData("a.jpeg", null, "<p>No such file", "image/jpeg, but its content is XML")]
    [InlineData("a.jpeg", null, "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "image/jpeg, but its content is XML")]
    [InlineData("a.mp4", "video/mp4", Picture, "video/mp4, but its content is XML")]
    [InlineData("a.svg", "image/svg+xml", Page, "image/svg+xml, but its content is an HTML page")]
    [InlineData("a.mp3", "application/json", """{"error":"gone"}""", "audio/mpeg, but its content is JSON")]
    [InlineData("a", "AUDIO/WAV; rate=44100", "[]", "audio/wav, but its content is JSON")]
    [InlineData("a.mp4", "application/json", " \n{\"error\": \"this is cut", "video/mp4, but its content is JSON")]
    [InlineData("a.mp4", "application/json", "{\"error\":1}\n{\"error\":2}", "video/mp4, but its content is JSON")]
    [InlineData("a.mp4", "application/json", "null", "video/mp4, but its content is JSON")]
    [InlineData("a.mp4", "application/json", "\"gone\"\n", "video/mp4, but its content is JSON")]
    public async Task A_body_that_cannot_be_the_declared_media_is_not_saved(string name, string? type, string body, string says)
    {
        Stage.Script.File.Does(Sends(Encoding.UTF8.GetBytes(body), type));
        var address = $"https://files.runcomfy.net/out/{name}?signature=secret";
        var stream = new MemoryStream();

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, Folder));
        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, stream));

        Assert.Equal(
            $"https://files.runcomfy.net/out/{name} could not be downloaded: it was declared as {says}. The address may have expired.",
            error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        Assert.Equal(0, stream.Length);
        Assert.Equal(2, Stage.Script.Requests.Count);
    }

    [Theory]
    [InlineData("a.html", "text/html", Page)]
    [InlineData("a.json", "application/json", """{"frames":[]}""")]
    [InlineData("a.txt", "text/plain", "")]
    [InlineData("a", null, "")]
    [InlineData("a.svg", "image/svg+xml", Picture)]
    [InlineData("a.svg", "text/plain", Picture)]
    [InlineData("a", "image/svg", Picture)]
    [InlineData("a.png", "image/png", Picture)]
    [InlineData("a.json", "video/lottie+json", "{}")]
    [InlineData("a.pls", "audio/x-scpls", "[playlist]\nNumberOfEntries=1")]
    [InlineData("a.flac", "audio/flac", "fLaC")]
    [InlineData("a.png", "image/png", "pixels")]
    [InlineData("a.png", "image/png", "<")]
    [InlineData("a.png", "image/png", "[1, 2")]
    [InlineData("a.mp4", "text/html", "\0\0\0\u0018ftypmp42<html>")]
    public async Task A_body_that_may_be_what_it_is_declared_to_be_is_saved(string name, string? type, string body)
    {
        if (body == "[1, 2")
        {
            body += "\u0001";
        }

        Stage.Script.File.Does(Sends(Encoding.UTF8.GetBytes(body), type));

        var path = await Soon.Async(Stage.Client.DownloadAsync($"https://files.runcomfy.net/out/{name}", Folder));

        Assert.Equal(body, await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("""{"error":"gone"}""")]
    [InlineData("                                                    7")]
    public async Task A_page_is_recognized_even_if_it_arrives_byte_by_byte(string page)
    {
        Stage.Script.File.Does(new FileServer([]).Sends(change: response =>
        {
            response.Content.Dispose();
            response.Content = new StreamContent(new ByteByByte(Encoding.UTF8.GetBytes(page)));
        }));
        var stream = new MemoryStream();

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, stream));

        Assert.Contains("it was declared as image/png, but its content is", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task A_page_that_breaks_off_is_requested_again()
    {
        var page = new FileServer(Encoding.UTF8.GetBytes("""{"frames":7}"""));
        Stage.Script.File.Does(page.Sends(3), page.Sends(3), new FileServer([1, 2, 3]).Sends());

        Assert.Equal([1, 2, 3], await DownloadAsync());
        Assert.All(page.Requests, request => Assert.Null(request.Range));
    }

    [Theory]
    [InlineData(' ', false)]
    [InlineData('[', true)]
    [InlineData('7', false)]
    public async Task A_long_file_of_one_character_is_judged_by_its_first_thousand_bytes(char character, bool isRejected)
    {
        var content = new byte[100_000];
        Array.Fill(content, (byte)character);
        Stage.Script.File.Does(new FileServer(content).Sends());

        if (isRejected)
        {
            await FailsAsync();
        }
        else
        {
            Assert.Equal(content, await DownloadAsync());
        }
    }

    [Theory]
    [InlineData("data:video/mp4;base64,", "video/mp4, but its content is empty")]
    [InlineData("data:image/png;base64,PGh0bWw+", "image/png, but its content is an HTML page")]
    [InlineData("data:image/png,%7B%7D", "image/png, but its content is JSON")]
    public async Task A_data_URI_that_cannot_be_the_declared_media_is_not_saved(string address, string says)
    {
        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, Folder));

        Assert.Equal($"The data: URI could not be saved: it was declared as {says}.", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    private static Step Sends(byte[] content, string? type) => new FileServer(content).Sends(change: response =>
    {
        if (type is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
    });

    private sealed class ByteByByte(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
