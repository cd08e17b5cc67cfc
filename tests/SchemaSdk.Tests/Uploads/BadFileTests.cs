namespace SchemaSdk.Tests.Uploads;

/// <summary>A file that cannot be sent must be reported with its pointer, and the service must receive no complete JSON.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly UploadStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_missing_file_is_reported_by_name()
    {
        var path = _stage.Path("none.png");

        var (exception, error) = await _stage.RefusedAsync("https://example.com/a.png", ModelFile.FromPath(path));

        Assert.Equal($"/files/1 is the file \"{path}\", which does not exist.", error.Message);
        Assert.Equal(("/files/1", "readable"), (error.JsonPointer, error.Rule));
        Assert.IsType<FileNotFoundException>(exception.InnerException);
        Assert.Empty(_stage.Lengths);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_reported()
    {
        var path = _stage.File("a.png", Media.Png(10));

        // An administrator can read the file despite its permissions, but not while another handle has exclusive access.
        using var other = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        var (exception, error) = await _stage.RefusedAsync(ModelFile.FromPath(path));

        Assert.True(exception.InnerException is UnauthorizedAccessException or IOException);
        Assert.Matches("which (this process is not allowed to read|cannot be opened)", error.Message);
        Assert.Equal("readable", error.Rule);
    }

    [Theory]
    [InlineData("image/png", "MaxImageBytes")]
    [InlineData("video/x-unheard-of", "MaxVideoBytes")]
    [InlineData("audio/x-unheard-of", "MaxAudioBytes")]
    [InlineData("model/x-unheard-of", "MaxRequestBytes")]
    public async Task A_file_over_its_limit_is_rejected_before_anything_is_sent(string type, string option)
    {
        _stage.Options.Uploads.MaxImageBytes = _stage.Options.Uploads.MaxVideoBytes = _stage.Options.Uploads.MaxAudioBytes = 99;
        _stage.Options.Uploads.MaxRequestBytes = 200;
        var content = type == "image/png" ? Media.Png(201) : new byte[201];

        var (_, error) = await _stage.RefusedAsync(ModelFile.FromStream(new MemoryStream(content), type));

        Assert.Equal(("/files/0", "maxBytes", "201"), (error.JsonPointer, error.Rule, error.Value));
        Assert.Equal(option == "MaxRequestBytes" ? "at most 200 bytes" : "at most 99 bytes", error.Allowed);
        Assert.Contains($"Uploads.{option}", error.Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Lengths);
    }

    [Fact]
    public async Task A_stream_over_its_limit_is_not_sent_completely()
    {
        _stage.Options.Uploads.MaxImageBytes = 60_000;

        var (exception, error) = await _stage.RefusedAsync(ModelFile.FromStream(new ForwardStream(Media.Png(200_000))));

        Assert.Equal(("/files/0", "maxBytes", "at most 60000 bytes"), (error.JsonPointer, error.Rule, error.Allowed));
        Assert.Contains("could not be sent completely, so no job was started", exception.Message, StringComparison.Ordinal);
        Assert.InRange(_stage.Received, 1, 100_000);
        Assert.Equal(1, _stage.Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Files_that_are_too_large_together_are_rejected()
    {
        _stage.Options.Uploads.MaxImageBytes = _stage.Options.Uploads.MaxVideoBytes = _stage.Options.Uploads.MaxAudioBytes = 1_000;
        _stage.Options.Uploads.MaxRequestBytes = 2_000;
        var file = ModelFile.FromBytes(Media.Png(800));

        var (_, error) = await _stage.RefusedAsync(file, file);
        var (exception, later) = await _stage.RefusedAsync(file, ModelFile.FromStream(new ForwardStream(Media.Png(800))));

        Assert.Equal(("", "maxBytes", "at most 2000 bytes"), (error.JsonPointer, error.Rule, error.Allowed));
        Assert.Equal(("", "maxBytes"), (later.JsonPointer, later.Rule));
        Assert.Contains("no job was started", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000, "grew")]
    [InlineData(-100_000, "shrank")]
    public async Task A_file_that_changes_while_it_is_read_is_not_sent_completely(int by, string how)
    {
        var path = _stage.File("a.png", Media.Png(400_000));
        _stage.Stage.Script.Submit.DoesOnly(Steps.Accepted.After(_ =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(400_000 + by);
        }));

        var (exception, error) = await _stage.RefusedAsync(ModelFile.FromPath(path));

        Assert.Equal(("/files/0", "unchanged", "400000 bytes"), (error.JsonPointer, error.Rule, error.Allowed));
        Assert.Contains(how, error.Message, StringComparison.Ordinal);
        Assert.Contains("no job was started", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a folder", "readable", ", which is a folder.")]
    [InlineData("an empty file", "minBytes", "which is empty. 0 at least 1 byte")]
    [InlineData("an empty buffer", "minBytes", "which is empty. 0 at least 1 byte")]
    [InlineData("an empty stream", "minBytes", "which is empty. 0 at least 1 byte")]
    [InlineData("an empty stream that cannot seek", "minBytes", "which is empty. 0 at least 1 byte")]
    [InlineData("a buffer of unknown type", "mediaType", "set its mediaType")]
    [InlineData("a file of unknown type", "mediaType", "set its mediaType")]
    [InlineData("image/jpeg", "mediaType", "declared as image/jpeg, but its content is image/png")]
    [InlineData("video/mp4", "mediaType", "declared as video/mp4, but its content is image/png")]
    [InlineData("application/pdf", "mediaType", "declared as application/pdf, but its content is image/png")]
    public async Task A_file_without_usable_content_is_rejected(string what, string rule, string message)
    {
        var file = what switch
        {
            "a folder" => ModelFile.FromPath(Path.GetDirectoryName(_stage.File("a.png", [1]))!),
            "an empty file" => ModelFile.FromPath(_stage.File("a.png", [])),
            "an empty buffer" => ModelFile.FromBytes(default),
            "an empty stream" => ModelFile.FromStream(new MemoryStream()),
            "an empty stream that cannot seek" => ModelFile.FromStream(new ForwardStream([])),
            "a buffer of unknown type" => ModelFile.FromBytes("abc"u8.ToArray()),
            "a file of unknown type" => ModelFile.FromPath(_stage.File("a.bin", "abc"u8.ToArray())),
            var declared => ModelFile.FromBytes(Media.Png(10), declared),
        };

        var (_, error) = await _stage.RefusedAsync(file);

        Assert.Equal(rule, error.Rule);
        Assert.Contains(message, $"{error.Message} {error.Value} {error.Allowed}");
    }

    [Fact]
    public async Task Every_file_that_cannot_be_sent_is_reported()
    {
        var error = await Soon.Throws<ModelInputException>(_stage.Model.Value.SubmitAsync(
            [ModelFile.FromPath(_stage.Path("b.png")), ModelFile.FromBytes(default), ModelFile.FromBytes(Media.Png(20))]));

        Assert.Equal(["/files/0", "/files/1"], error.Errors.Select(one => one.JsonPointer));
    }

    [Fact]
    public async Task An_error_at_a_file_does_not_show_its_placeholder()
    {
        using var client = new TestClient(_stage.Stage.Http, _stage.Options);

        var error = await Soon.Throws<ModelInputException>(
            new FilesModel(client, new TextsInfo()).SubmitAsync([ModelFile.FromBytes("secret"u8.ToArray())]));

        var one = Assert.Single(error.Errors);
        Assert.Equal(("/files/0", "enum", "\"(a file)\""), (one.JsonPointer, one.Rule, one.Value));
        Assert.DoesNotContain("file-", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A model that accepts only text where other models accept files.</summary>
    private sealed class TextsInfo() : OpenInfo("acme/files")
    {
        private static readonly CompilerServices.InputRules Rules =
            new("Input: object\n    files: array\n        item: string, one of \"16:9\"");

        public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => Rules.Check(utf8Json);
    }
}
