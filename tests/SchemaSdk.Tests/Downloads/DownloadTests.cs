namespace SchemaSdk.Tests.Downloads;

public sealed class DownloadTests : DownloadTest
{
    private const string File = "https://files.runcomfy.net/out/a%20cat.png?signature=secret";

    [Fact]
    public async Task A_file_is_written_to_a_stream_and_requested_without_the_token()
    {
        Stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var content = new MemoryStream();
        var progress = new Reports<long>();

        await Soon.Async(Stage.Client.DownloadAsync(File, content, progress));

        Assert.Equal("pixels", Encoding.UTF8.GetString(content.ToArray()));
        Assert.Equal(6, progress.All[^1]);
        Assert.Null(Assert.Single(Stage.Script.Requests).Authorization);
        content.WriteByte(0);
    }

    [Fact]
    public async Task An_existing_file_is_never_overwritten()
    {
        Stage.Script.File.Does(Steps.Answer(200, "first"), Steps.Answer(200, "second"), Steps.Answer(200, "third"));

        var paths = new List<string>();
        for (var time = 0; time < 3; time++)
        {
            paths.Add(await Soon.Async(Stage.Client.DownloadAsync(File, Folder)));
        }

        Assert.Equal(["a cat.png", "a cat-2.png", "a cat-3.png"], paths.Select(Path.GetFileName));
        Assert.Equal(["first", "second", "third"], paths.Select(System.IO.File.ReadAllText));
    }

    public static TheoryData<string> ForbiddenAddresses =>
    [
        "http://files.runcomfy.net/a.png", "https://evil.example/a.png", "https://runcomfy.net.evil.example/a.png",
        "https://evilruncomfy.net/a.png", "https://runcomfy.net/a.png", "https://files.runcomfy.net@evil.example/a.png",
        "https://me@files.runcomfy.net/a.png", "http://127.0.0.1/a.png", "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd", "a.png", ""
    ];

    [Theory]
    [MemberData(nameof(ForbiddenAddresses))]
    public async Task An_address_that_is_not_allowed_is_not_requested(string address)
    {
        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, new MemoryStream()));
        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(address, Folder));

        Assert.Empty(Stage.Script.Requests);
        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("https://files.runcomfy.com/a.png", null)]
    [InlineData("https://a.b.runcomfy.net/a.png", null)]
    [InlineData("https://FILES.RunComfy.net./a.png", null)]
    [InlineData("https://model-api.runcomfy.net/a.png", null)]
    [InlineData("https://cdn.example/a.png", "cdn.example")]
    [InlineData("https://cdn.example/a.png", "*")]
    [InlineData("https://cdn.example/a.png", "CDN.example.")]
    [InlineData("https://b\u00fccher.example/a.png", "b\u00fccher.example")]
    [InlineData("https://cdn.xn--bcher-kva.example/a.png", "*.b\u00fccher.example")]
    [InlineData("https://[2001:db8::1]/a.png", "[2001:db8::1]")]
    [InlineData("https://[2001:db8::1]/a.png", "2001:db8:0::1")]
    public async Task An_allowed_address_is_downloaded(string address, string? allowed)
    {
        Stage.Script.File.Does(Steps.Answer(200, "pixels"));
        if (allowed is not null)
        {
            Stage.Options.Downloads.AllowedHosts.Add(allowed);
        }

        await Soon.Async(Stage.Client.DownloadAsync(address, new MemoryStream()));
    }

    [Fact]
    public async Task The_host_of_a_base_address_on_this_machine_is_allowed_with_HTTP_but_a_star_allows_no_other_name_of_the_machine()
    {
        Stage.Options.BaseAddress = new Uri("http://127.0.0.1:5005");
        Stage.Options.Downloads.AllowedHosts.Add("*");
        Stage.Script.File.Does(Steps.Answer(200, "pixels"));

        await Soon.Async(Stage.Client.DownloadAsync("http://127.0.0.1:5005/files/a.png", new MemoryStream()));
        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync("http://localhost:5005/files/a.png", new MemoryStream()));
    }

    [Theory]
    [InlineData("localhost.")]
    [InlineData("a.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_star_allows_no_name_of_this_machine(string host)
    {
        Stage.Options.Downloads.AllowedHosts.Add("*");

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync($"https://{host}/a.png", new MemoryStream()));

        Assert.Contains("which is not among Downloads.AllowedHosts", error.Message, StringComparison.Ordinal);
        Assert.Empty(Stage.Script.Requests);
    }

    [Theory]
    [InlineData("https://cdn.runcomfy.net/b.png")]
    [InlineData("/b.png")]
    public async Task A_redirect_to_an_allowed_host_is_followed(string location)
    {
        Stage.Script.File.Does(Steps.Answer(302, "", location: location), Steps.Answer(200, "pixels"));

        var path = await Soon.Async(Stage.Client.DownloadAsync(File, Folder));

        Assert.Equal("a cat.png", Path.GetFileName(path));
        Assert.All(Stage.Script.Requests, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5005/b.png", "b.png")]
    [InlineData("https://evil.example/b.png", "b.png")]
    [InlineData("http://files.runcomfy.net/b.png", "b.png")]
    [InlineData("//evil.example/b.png", "b.png")]
    [InlineData("//evil.example:99999/", "redirects to an invalid address")]
    public async Task A_redirect_to_any_other_address_is_not_followed(string location, string message)
    {
        Stage.Options.BaseAddress = new Uri("http://127.0.0.1:5005");
        Stage.Script.File.Does(Steps.Answer(302, "", location: location), Steps.Answer(200, "pixels"));

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(File, Folder));

        Assert.Single(Stage.Script.Requests);
        Assert.Contains(File.Split('?')[0], error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_redirect_that_the_callers_HttpClient_followed_is_rejected()
    {
        Stage.Script.File.Does(Steps.Moved("https://evil.example/b.png", Steps.Answer(200, "pixels")));
        var content = new MemoryStream();

        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(File, content));

        Assert.Equal(0, content.Length);
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        Stage.Script.File.Does(Steps.Answer(302, "", location: File));

        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(File, Folder));

        Assert.Equal(6, Stage.Script.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_leaves_no_file(bool announced)
    {
        Stage.Options.Downloads.MaxBytes = 5;
        Stage.Script.File.Does(
            Steps.Answer(200, "pixels").With(response => response.Content.Headers.ContentLength = announced ? 6 : null));

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(File, Folder));

        Assert.Contains("5 bytes", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }
}
