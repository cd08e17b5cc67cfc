using SchemaSdk.Files.Downloads;

namespace SchemaSdk.Tests.Downloads;

public sealed class BadDownloadTests : DownloadTest
{
    private static readonly byte[] Content = new byte[100_000];

    private readonly FileServer _server = new(Content);

    [Fact]
    public async Task A_file_longer_than_announced_is_rejected()
    {
        Stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentLength = 99_999));

        Assert.Contains("the server announced 99999 bytes, but sent more", (await FailsAsync()).Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task The_rest_of_a_file_shorter_than_announced_is_requested_until_the_budget_ends()
    {
        Stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentLength = 100_001));

        Assert.Matches("(the answer ended early|HTTP 416).* bytes were received", (await FailsAsync()).Message);
        Assert.Equal("bytes=100000-", _server.Requests[1].Range);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(unchecked((int)0x80070070))]
    public async Task A_full_disk_is_reported_without_a_retry(int code)
    {
        Stage.Script.File.Does(_server.Sends());
        var download = new FileDownload(Stage.Http, Stage.Client.Calls.Access.Settings, Stage.Client.Calls.Access.Stop)
        {
            Create = path => new FullDisk(path, new IOException("No space left on device", code)),
        };

        var error = await Soon.Throws<ModelDownloadException>(download.ToFolderAsync(FileServer.Address, Folder, null, default));

        Assert.Contains(
            "https://files.runcomfy.net/out/a.png could not be saved: the disk is full.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_refused_download_is_reported_without_the_signature_of_the_address_and_without_a_retry()
    {
        Stage.Script.File.Does(Steps.Answer(404));

        Assert.EndsWith("could not be downloaded: HTTP 404. The address may have expired.", (await FailsAsync()).Message);
        Assert.Single(Stage.Script.Requests);
    }

    [FactOnLinux]
    public async Task A_folder_that_was_deleted_during_the_download_is_reported()
    {
        Stage.Script.File.Does(_server.Sends());
        var progress = new Reports<long>(received =>
        {
            if (received == Content.Length)
            {
                Directory.Delete(Folder, recursive: true);
            }
        });

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, Folder, progress));

        Assert.Contains("could not be saved", error.Message, StringComparison.Ordinal);
        Assert.IsType<DirectoryNotFoundException>(error.InnerException);
    }

    [Fact]
    public async Task A_destination_that_fails_is_reported_without_a_retry()
    {
        Stage.Script.File.Does(_server.Sends());
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "");

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, file));

        Assert.Contains("could not be saved", error.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(error.InnerException);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("data:image/png;base64,cGl4ZWxz", "pixels", "download.png")]
    [InlineData("DATA:video/mp4;codecs=avc1;base64,cGl4ZWxz", "pixels", "download.mp4")]
    [InlineData("data:image/png;base64,cGl4\r\n ZWxz", "pixels", "download.png")]
    [InlineData("data:image/png;base64,cGl4ZWw%3D", "pixel", "download.png")]
    [InlineData("data:text/plain,a%20%E7%8C%AB", "a 猫", "download.txt")]
    [InlineData("data:,a", "a", "download")]
    [InlineData("data:../../x;base64,cGl4ZWxz", "pixels", "download")]
    public async Task A_data_URI_is_saved_without_a_request(string address, string content, string name)
    {
        var stream = new MemoryStream();

        var path = await Soon.Async(Stage.Client.DownloadAsync(address, Folder));
        await Soon.Async(Stage.Client.DownloadAsync(address, stream));

        Assert.Equal(Path.Combine(Folder, name), path);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
        Assert.Equal(content, Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Empty(Stage.Script.Requests);
    }

    [Fact]
    public async Task A_data_URI_of_escaped_bytes_is_decoded()
    {
        var stream = new MemoryStream();

        await Soon.Async(Stage.Client.DownloadAsync("data:image/png,%89PNG%0d%0a%1a%2", stream));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, (byte)'%', (byte)'2'], stream.ToArray());
    }

    [Fact]
    public async Task A_large_data_URI_is_saved_completely()
    {
        var content = Uploads.Media.Png(300_001);
        var progress = new Reports<long>();

        var path = await Soon.Async(Stage.Client.DownloadAsync(Uploads.Media.DataUri(content), Folder, progress));

        Assert.Equal(content, await File.ReadAllBytesAsync(path));
        Assert.Equal(content.Length, progress.All[^1]);
    }

    [Theory]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/png;base64,cGl4Z")]
    [InlineData("data:image/png;base64,!!!!")]
    [InlineData("data:image/png;base64,cGl4ZWxzcGl4ZWxz")]
    public async Task A_data_URI_that_is_broken_or_too_large_leaves_no_file(string address)
    {
        Stage.Options.Downloads.MaxBytes = 10;

        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, Folder));

        Assert.True(!Directory.Exists(Folder) || Directory.GetFiles(Folder).Length == 0);
    }

    private sealed class FullDisk(string path, IOException full) : FileStream(path, FileMode.CreateNew)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw full;
    }
}
