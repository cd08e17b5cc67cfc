using System.Text;
using SchemaSdk.Files.Downloads;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

/// <summary>Servers that lie, disks that are full, and files that stand in their own address.</summary>
public sealed class BadDownloadTests : IDisposable
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

    [Fact]
    public async Task A_server_that_sends_more_than_it_said_is_not_believed()
    {
        _stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentLength = 99_999));

        Assert.Contains("the server announced 99999 bytes, but sent more", (await FailsAsync()).Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_sends_less_than_it_said_is_asked_for_the_rest_until_the_budget_ends()
    {
        _stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentLength = 100_001));

        Assert.Matches("(it ended early|HTTP 416).* bytes were received", (await FailsAsync()).Message);
        Assert.Equal("bytes=100000-", _server.Requests[1].Range);
    }

    [Fact]
    public async Task A_file_that_is_announced_over_two_GiB_is_not_begun()
    {
        _stage.Script.File.Does(_server.Sends(change: response => response.Content.Headers.ContentLength = (2L << 30) + 1));

        Assert.Contains("larger than 2147483648 bytes", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%5C..%5Cx", ".._.._x")]
    [InlineData("..%2F..%2Fx", ".._.._x")]
    [InlineData("CON", "_CON")]
    [InlineData("con.png", "_con.png")]
    public async Task Names_of_an_address_stay_in_the_folder(string name, string saved)
    {
        _stage.Script.File.Does(_server.Sends());

        var path = await Soon.Async(_stage.Client.DownloadAsync($"https://files.runcomfy.net/out/{name}", _folder));

        Assert.Equal(_folder, Path.GetDirectoryName(path));
        Assert.Equal(saved.Trim('.'), Path.GetFileName(path).Trim('.'));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(unchecked((int)0x80070070))]
    public async Task A_full_disk_is_told_and_the_server_is_not_asked_again(int code)
    {
        _stage.Script.File.Does(_server.Sends());
        var download = new FileDownload(_stage.Http, _stage.Client.Calls.Line.Settings, _stage.Client.Calls.Line.Stop)
        {
            Create = path => new FullDisk(path, new IOException("No space left on device", code)),
        };

        var error = await Soon.Throws<ModelDownloadException>(download.ToFolderAsync(FileServer.Address, _folder, null, default));

        Assert.Contains(
            "https://files.runcomfy.net/out/a.png could not be saved: the disk is full.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Single(_server.Requests);
    }

    [FactOnLinux]
    public async Task A_full_device_is_told()
    {
        _stage.Script.File.Does(_server.Sends());
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, full));

        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_fails_is_told_and_the_server_is_not_asked_again()
    {
        _stage.Script.File.Does(_server.Sends());
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, file));

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

        var path = await Soon.Async(_stage.Client.DownloadAsync(address, _folder));
        await Soon.Async(_stage.Client.DownloadAsync(address, stream));

        Assert.Equal(Path.Combine(_folder, name), path);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
        Assert.Equal(content, Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Empty(_stage.Script.Requests);
    }

    [Fact]
    public async Task A_data_URI_of_escaped_bytes_is_saved_as_those_bytes()
    {
        var stream = new MemoryStream();

        await Soon.Async(_stage.Client.DownloadAsync("data:image/png,%89PNG%0d%0a%1a%2", stream));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, (byte)'%', (byte)'2'], stream.ToArray());
    }

    [Fact]
    public async Task A_large_data_URI_is_saved_whole()
    {
        var content = Uploads.Media.Png(300_001);
        var progress = new Reports<long>();

        var path = await Soon.Async(_stage.Client.DownloadAsync(Uploads.Media.DataUri(content), _folder, progress));

        Assert.Equal(content, await File.ReadAllBytesAsync(path));
        Assert.Equal(content.Length, progress.All[^1]);
    }

    [Theory]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/png;base64,cGl4Z")]
    [InlineData("data:image/png;base64,!!!!")]
    [InlineData("data:image/png;base64,cGl4ZWxzcGl4ZWxz")]
    public async Task A_data_URI_that_is_broken_or_too_large_leaves_nothing_behind(string address)
    {
        _stage.Options.Downloads.MaxBytes = 10;

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(address, _folder));

        Assert.True(!Directory.Exists(_folder) || Directory.GetFiles(_folder).Length == 0);
    }

    private async Task<ModelDownloadException> FailsAsync()
    {
        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, _folder));
        Assert.Contains("https://files.runcomfy.net/out/a.png", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        return error;
    }

    private sealed class FullDisk(string path, IOException full) : FileStream(path, FileMode.CreateNew)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw full;
    }
}
