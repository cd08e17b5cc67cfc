using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

public sealed class DownloadTests : IDisposable
{
    private const string File = "https://files.runcomfy.net/out/a%20cat.png?signature=secret";

    private readonly Stage _stage = new();
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
    public async Task A_file_lands_in_a_stream_without_the_token()
    {
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var content = new MemoryStream();
        var progress = new Reports<long>();

        await Soon.Async(_stage.Client.DownloadAsync(File, content, progress));

        Assert.Equal("pixels", Encoding.UTF8.GetString(content.ToArray()));
        Assert.Equal(6, progress.All[^1]);
        Assert.Null(Assert.Single(_stage.Script.Requests).Authorization);
        content.WriteByte(0);
    }

    [Fact]
    public async Task A_file_lands_in_a_folder_under_its_own_name()
    {
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));

        var path = await Soon.Async(_stage.Client.DownloadAsync(File, Path.Combine(_folder, "new")));

        Assert.Equal(Path.Combine(_folder, "new", "a cat.png"), path);
        Assert.Equal("pixels", await System.IO.File.ReadAllTextAsync(path));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "new")));
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        _stage.Script.File.Does(Steps.Answer(200, "first"), Steps.Answer(200, "second"), Steps.Answer(200, "third"));

        var paths = new List<string>();
        for (var time = 0; time < 3; time++)
        {
            paths.Add(await Soon.Async(_stage.Client.DownloadAsync(File, _folder)));
        }

        Assert.Equal(["a cat.png", "a cat-2.png", "a cat-3.png"], paths.Select(Path.GetFileName));
        Assert.Equal(["first", "second", "third"], paths.Select(System.IO.File.ReadAllText));
    }

    [Theory]
    [InlineData("http://files.runcomfy.net/a.png")]
    [InlineData("https://evil.example/a.png")]
    [InlineData("https://runcomfy.net.evil.example/a.png")]
    [InlineData("https://evilruncomfy.net/a.png")]
    [InlineData("https://runcomfy.net/a.png")]
    [InlineData("https://files.runcomfy.net@evil.example/a.png")]
    [InlineData("https://me@files.runcomfy.net/a.png")]
    [InlineData("http://127.0.0.1/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("a.png")]
    [InlineData("")]
    public async Task What_is_not_on_the_list_is_not_asked_for(string address)
    {
        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(address, new MemoryStream()));
        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(address, _folder));

        Assert.Empty(_stage.Script.Requests);
        Assert.False(Directory.Exists(_folder));
    }

    [Theory]
    [InlineData("https://files.runcomfy.com/a.png", null)]
    [InlineData("https://a.b.runcomfy.net/a.png", null)]
    [InlineData("https://FILES.RunComfy.net./a.png", null)]
    [InlineData("https://model-api.runcomfy.net/a.png", null)]
    [InlineData("https://cdn.example/a.png", "cdn.example")]
    [InlineData("https://cdn.example/a.png", "*")]
    public async Task What_is_on_the_list_is_fetched(string address, string? allowed)
    {
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));
        if (allowed is not null)
        {
            _stage.Options.Downloads.AllowedHosts.Add(allowed);
        }

        await Soon.Async(_stage.Client.DownloadAsync(address, new MemoryStream()));
    }

    [Fact]
    public async Task The_host_of_the_base_address_may_be_http_on_this_machine()
    {
        _stage.Options.BaseAddress = new Uri("http://127.0.0.1:5005");
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));

        await Soon.Async(_stage.Client.DownloadAsync("http://127.0.0.1:5005/files/a.png", new MemoryStream()));
        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync("http://localhost:5005/files/a.png", new MemoryStream()));
    }

    [Theory]
    [InlineData("https://cdn.runcomfy.net/b.png")]
    [InlineData("/b.png")]
    public async Task A_redirect_to_a_host_on_the_list_is_followed(string location)
    {
        _stage.Script.File.Does(Steps.Answer(302, "", location: location), Steps.Answer(200, "pixels"));

        var path = await Soon.Async(_stage.Client.DownloadAsync(File, _folder));

        Assert.Equal("a cat.png", Path.GetFileName(path));
        Assert.All(_stage.Script.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task A_redirect_from_the_net_to_this_machine_is_not_followed()
    {
        _stage.Options.BaseAddress = new Uri("http://127.0.0.1:5005");
        _stage.Script.File.Does(Steps.Answer(302, "", location: "http://127.0.0.1:5005/b.png"), Steps.Answer(200, "pixels"));

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Single(_stage.Script.Requests);
    }

    [Theory]
    [InlineData("https://evil.example/b.png")]
    [InlineData("http://files.runcomfy.net/b.png")]
    [InlineData("//evil.example/b.png")]
    public async Task A_redirect_elsewhere_is_not_followed(string location)
    {
        _stage.Script.File.Does(Steps.Answer(302, "", location: location), Steps.Answer(200, "pixels"));

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Single(_stage.Script.Requests);
        Assert.Contains(File.Split('?')[0], error.Message, StringComparison.Ordinal);
        Assert.Contains("b.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_what_is_not_an_address_is_told()
    {
        _stage.Script.File.Does(Steps.Answer(302, "", location: "//evil.example:99999/"), Steps.Answer(200, "pixels"));

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Contains("redirects to an invalid address", error.Message, StringComparison.Ordinal);
        Assert.Single(_stage.Script.Requests);
    }

    [Fact]
    public async Task A_redirect_that_the_callers_client_followed_elsewhere_is_refused()
    {
        _stage.Script.File.Does(Steps.Moved("https://evil.example/b.png", Steps.Answer(200, "pixels")));
        var content = new MemoryStream();

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, content));

        Assert.Equal(0, content.Length);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        _stage.Script.File.Does(Steps.Answer(302, "", location: File));

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Equal(6, _stage.Script.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_leaves_nothing_behind(bool announced)
    {
        _stage.Options.Downloads.MaxBytes = 5;
        _stage.Script.File.Does(async (request, cancellation) =>
        {
            var response = await Steps.Answer(200, "pixels")(request, cancellation);
            response.Content.Headers.ContentLength = announced ? 6 : null;
            return response;
        });

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Contains("5 bytes", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_download_that_breaks_leaves_nothing_behind()
    {
        _stage.Script.File.Does((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) }));

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.IsType<IOException>(error.InnerException);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_file_that_is_refused_is_told_without_its_signature(int status)
    {
        _stage.Script.File.Does(Steps.Answer(status));

        var error = await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(File, _folder));

        Assert.Contains("https://files.runcomfy.net/out/a%20cat.png", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection was reset.");
    }
}
