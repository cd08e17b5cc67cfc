namespace SchemaSdk.Tool.Tests.Release;

/// <summary>Tests that packages are published in the right order, and that the API key is sent only to the package source.</summary>
public sealed class PublishTests : ReleaseTest
{
    private readonly PackageFeed _feed = new();

    public PublishTests(ReleaseTemplate template)
        : base(template)
    {
        Tool.Handler = _feed;
        Tool.SetEnvironment("NUGET_API_KEY", Key);
        PutPackages();
    }

    [Fact]
    public async Task Packages_are_published_after_their_dependencies_and_the_key_is_never_shown()
    {
        await PrintsAsync(0, "https://feed.example/index.json has 3 packages of version 1.2.0.\n", "release", "publish", "v1.2.0");
        Assert.Equal(
            [
                $"PUT /package/ {Key} Acme.Zero.nuspec", $"PUT /symbols/ {Key} symbols of Acme.Zero",
                $"PUT /package/ {Key} Acme.Models.nuspec", $"PUT /package/ {Key} Acme.Alpha.nuspec",
            ],
            _feed.Pushed);
        KeyIsNotShown();
    }

    [Fact]
    public async Task A_release_that_was_stopped_is_repeated_and_sends_its_symbols()
    {
        _feed.Status = HttpStatusCode.Conflict;

        await RunWellAsync("release", "publish", "v1.2.0");

        Assert.Equal(4, _feed.Pushed.Count);
        KeyIsNotShown();
    }

    [Fact]
    public async Task A_refused_package_ends_the_release()
    {
        _feed.Status = HttpStatusCode.Forbidden;

        await FailsAsync(3, "Acme.Zero.1.2.0.nupkg was not published: ", "release", "publish", "v1.2.0");
        Assert.Single(_feed.Pushed);
        Assert.Contains("403", Tool.Error, StringComparison.Ordinal);
        Assert.Contains("Published: nothing. Not published: Acme.Zero.1.2.0.nupkg, ", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Tool.Error);
        KeyIsNotShown();
    }

    // NuGet's library throws a TimeoutException if the source does not answer, and an IOException if an answer stops in the middle.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_that_stops_answering_ends_the_release_with_a_message(bool isWithinAnswer)
    {
        Action fail = () => throw (isWithinAnswer ? new IOException("Silence.") : new TimeoutException("Silence."));

        _feed.Reading = fail;
        await FailsAsync(3, $"{PackageFeed.Address} cannot be read as a package source: Silence.", "release", "publish", "v1.2.0");
        Assert.Empty(_feed.Pushed);

        (_feed.Reading, _feed.Pushing) = (static () => { }, fail);
        await FailsAsync(3, "Acme.Zero.1.2.0.nupkg was not published: Silence. Published: nothing.", "release", "publish", "v1.2.0");
    }

    [Theory]
    [InlineData(1, "Acme.Zero.1.2.0.nupkg", "Acme.Zero.1.2.0.snupkg, Acme.Models.1.2.0.nupkg, Acme.Alpha.1.2.0.nupkg")]
    [InlineData(3, "Acme.Zero.1.2.0.nupkg, Acme.Zero.1.2.0.snupkg, Acme.Models.1.2.0.nupkg", "Acme.Alpha.1.2.0.nupkg")]
    public async Task A_stop_between_packages_names_what_was_published_and_what_was_not(int sent, string published, string left)
    {
        using var stop = new CancellationTokenSource();
        _feed.Pushing = () =>
        {
            if (_feed.Pushed.Count == sent)
            {
                stop.Cancel();
            }
        };

        Assert.Equal(130, await Tool.RunAsync(stop.Token, "release", "publish", "v1.2.0"));
        Assert.Equal(sent, _feed.Pushed.Count);
        Assert.Contains($"Stopped. Published: {published}. Not published: {left}.\n", Tool.Error, StringComparison.Ordinal);
        _feed.Pushing = static () => { };
        await RunWellAsync("release", "publish", "v1.2.0");
    }

    [Fact]
    public async Task A_source_without_symbols_gets_none_and_a_message_says_so()
    {
        _feed.TakesSymbols = false;

        await RunWellAsync("release", "publish", "v1.2.0");

        Assert.Contains("accepts no symbols, so no symbols are published.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(3, _feed.Pushed.Count);
    }

    [Theory]
    [InlineData("http://feed.example/package")]
    [InlineData("http://127.0.0.1:80@feed.example/package")]
    public async Task The_key_is_never_sent_to_another_machine_over_http(string address)
    {
        _feed.Packages = address;

        await FailsAsync(2, "which is not an https address.", "release", "publish", "v1.2.0");
        Assert.Empty(_feed.Pushed);
        KeyIsNotShown();
    }

    [Theory]
    [InlineData("http://feed.example/index.json", Key)]
    [InlineData("ftp://feed.example/index.json", Key)]
    [InlineData("no-such-folder", Key)]
    [InlineData("no-such-folder", "")]
    public async Task A_source_that_is_neither_https_nor_a_folder_is_refused(string source, string key)
    {
        Tool.SetEnvironment("NUGET_API_KEY", key);
        Configure("[]", source);

        await FailsAsync(2, $"{source} is neither an https address nor a folder that exists. Nothing", "release", "publish", "v1.2.0");
        Assert.Empty(_feed.Pushed);
    }

    [Fact]
    public async Task A_folder_needs_no_key()
    {
        Tool.SetEnvironment("NUGET_API_KEY", "");
        Configure("[]", "feed");
        Directory.CreateDirectory(Owner.PathOf("feed"));

        await RunWellAsync("release", "publish", "v1.2.0");

        Assert.True(File.Exists(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg")));
    }

    [Fact]
    public async Task A_package_that_a_folder_has_already_is_not_changed()
    {
        Configure("[]", "feed");
        Add(Owner.PathOf("feed"), "Acme.Models", "1.2.0", "released");
        var released = await File.ReadAllBytesAsync(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg"));

        await RunWellAsync("release", "publish", "v1.2.0");

        Assert.Equal(released, await File.ReadAllBytesAsync(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg")));
        Assert.True(File.Exists(Owner.PathOf("feed/Acme.Alpha.1.2.0.nupkg")));
        Assert.Contains("Acme.Models 1.2.0 is already in ", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_was_only_partly_copied_to_a_folder_is_published_again()
    {
        Configure("[]", "feed");
        var package = await File.ReadAllBytesAsync(Owner.PathOf("artifacts/packages/Acme.Models.1.2.0.nupkg"));
        Directory.CreateDirectory(Owner.PathOf("feed"));
        await File.WriteAllBytesAsync(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg"), package[..(package.Length / 2)]);

        await RunWellAsync("release", "publish", "v1.2.0");

        Assert.Equal(package, await File.ReadAllBytesAsync(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_the_release_with_what_was_published()
    {
        Configure("[]", "feed");
        Directory.CreateDirectory(Owner.PathOf("feed/Acme.Models.1.2.0.nupkg"));

        await FailsAsync(3, "Acme.Models.1.2.0.nupkg was not published: ", "release", "publish", "v1.2.0");

        Assert.Contains(
            "Published: Acme.Zero.1.2.0.nupkg. Not published: Acme.Models.1.2.0.nupkg, Acme.Alpha.1.2.0.nupkg.",
            Tool.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_published_and_a_message_says_so()
    {
        Tool.SetEnvironment("NUGET_API_KEY", "");

        await PrintsAsync(0, "Nothing was published, because NUGET_API_KEY is not set.\n", "release", "publish", "v1.2.0");
        Assert.Empty(_feed.Pushed);
    }

    [Fact]
    public async Task Without_packages_nothing_is_published()
    {
        Directory.Delete(Owner.PathOf("artifacts"), recursive: true);

        await FailsAsync(2, "has no packages. Run 'schemasdk release pack' first.", "release", "publish", "v1.2.0");
    }

    private void KeyIsNotShown()
    {
        Assert.DoesNotContain(Key, Tool.Output + Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Owner.Programs.Started, call => call.Arguments.Any(word => word.Contains(Key, StringComparison.Ordinal)));
    }
}
