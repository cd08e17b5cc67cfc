using SchemaSdk.Submitting;
using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Uploads;

public sealed class UploadTests : IDisposable
{
    private readonly UploadStage _stage = new();

    public void Dispose() => _stage.Dispose();

    public static TheoryData<int> Lengths => [8, 9, 10, 63, 64, 65, 49_151, 49_152, 49_153, 98_304, 1_000_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task A_file_of_any_length_is_sent_completely_from_any_source(int length)
    {
        var content = Media.Png(length);
        var path = Path.GetRelativePath(Environment.CurrentDirectory, _stage.File("a.png", content));

        await _stage.SubmitAsync(
            ModelFile.FromPath(path), ModelFile.FromBytes(content), ModelFile.FromStream(new MemoryStream(content)));
        await _stage.SubmitAsync(ModelFile.FromStream(new ForwardStream(content)));

        var expected = Media.DataUri(content);
        Assert.Equal([expected, expected, expected], _stage.Files());
        Assert.Equal([expected], _stage.Files(1));
    }

    [Fact]
    public async Task The_length_is_announced_if_it_is_known()
    {
        var content = Media.Png(100);

        await _stage.SubmitAsync(ModelFile.FromBytes(content), "https://example.com/b.png");
        await _stage.SubmitAsync(ModelFile.FromStream(new ForwardStream(content)));

        Assert.Equal([_stage.Bodies[0].Length, null], _stage.Lengths);
    }

    [Fact]
    public async Task A_stream_is_read_from_its_original_position_and_left_open()
    {
        var content = Media.Png(200);
        var stream = new MemoryStream([.. "before"u8, .. content]) { Position = 6 };
        var file = ModelFile.FromStream(stream);
        stream.Position = 0;

        await _stage.SubmitAsync(file);
        await _stage.SubmitAsync(file, file);

        Assert.Equal([Media.DataUri(content)], _stage.Files());
        Assert.Equal([Media.DataUri(content), Media.DataUri(content)], _stage.Files(1));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task Concurrent_submits_of_one_stream_take_turns()
    {
        var file = ModelFile.FromStream(new MemoryStream(Media.Png(300_000)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _stage.SubmitAsync(file)));

        Assert.All(Enumerable.Range(0, 8), body => Assert.Equal([Media.DataUri(Media.Png(300_000))], _stage.Files(body)));
    }

    [Fact]
    public async Task A_file_is_resent_completely_after_a_busy_answer()
    {
        using var stage = new UploadStage(Steps.Answer(429), Steps.NotNow(503, "1"), Steps.Accepted);
        var content = Media.Png(100_000);

        await stage.SubmitAsync(
            ModelFile.FromPath(stage.File("a.png", content)),
            ModelFile.FromBytes(content),
            ModelFile.FromStream(new MemoryStream(content)));

        var expected = Media.DataUri(content);
        Assert.All([0, 1, 2], body => Assert.Equal([expected, expected, expected], stage.Files(body)));
    }

    [Fact]
    public async Task A_file_that_changed_between_two_attempts_is_sent_in_its_new_form()
    {
        var path = _stage.File("a.png", Media.Png(50));
        _stage.Stage.Script.Submit.DoesOnly(
            Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)).After(_ => File.WriteAllBytes(path, Media.Png(70))),
            _stage.Accepts);

        await _stage.SubmitAsync(ModelFile.FromPath(path));

        Assert.Equal([Media.DataUri(Media.Png(70))], _stage.Files());
    }

    [Fact]
    public async Task A_file_is_closed_after_any_outcome_of_its_submit()
    {
        using var stage = new UploadStage(Steps.Accepted, Steps.Answer(402), Steps.FailsAfter(new IOException()));
        var file = ModelFile.FromPath(stage.File("a.png", Media.Png(100_000)));
        var fails = 0;
        stage.Options.TokenProvider = _ => fails++ == 3 ? throw new TimeZoneNotFoundException() : new(Stage.Token);

        await stage.SubmitAsync(file);
        IsClosed(stage.Path("a.png"));
        await Soon.Throws<ModelApiException>(stage.Model.Value.SubmitAsync([file]));
        IsClosed(stage.Path("a.png"));
        await Soon.Throws<ModelSubmissionUnknownException>(stage.Model.Value.SubmitAsync([file]));
        IsClosed(stage.Path("a.png"));
        await Soon.Throws<ModelConfigurationException>(stage.Model.Value.SubmitAsync([file]));
        IsClosed(stage.Path("a.png"));
        await Soon.Throws<ModelInputException>(stage.Model.Value.SubmitAsync([file, ModelFile.FromBytes(default)]));
        IsClosed(stage.Path("a.png"));
    }

    [Fact]
    public async Task A_handler_that_buffers_the_body_sends_it_completely()
    {
        using var http = new HttpClient(new Handling(_stage.Stage.Script, static async (request, next) =>
        {
            await request.Content!.LoadIntoBufferAsync();
            return await next(request);
        }));
        using var client = new TestClient(http, _stage.Options);
        var content = Media.Png(100_000);

        await Soon.Async(new FilesModel(client).SubmitAsync(
            [ModelFile.FromStream(new ForwardStream(content)), ModelFile.FromBytes(content)]));

        Assert.Equal([Media.DataUri(content), Media.DataUri(content)], _stage.Files());
    }

    [Fact]
    public async Task A_text_that_looks_like_a_placeholder_is_validated_and_sent_as_a_text()
    {
        var text = Placeholder();
        ModelFile[] files = [text, ModelFile.FromBytes(Media.Png(10))];

        var rejected = await Soon.Throws<ModelInputException>(_stage.Model.Value.SubmitAsync(files));
        await Soon.Async(_stage.Model.Value.SubmitAsync(files, new RunOptions { ValidateInput = false }));

        Assert.Equal(
            [("/files/0", "maxLength"), ("/files/0", "pattern")], rejected.Errors.Select(error => (error.JsonPointer, error.Rule)));
        Assert.Equal([text, Media.DataUri(Media.Png(10))], _stage.Files());
    }

    private static void IsClosed(string path)
    {
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private static string Placeholder()
    {
        var input = WrittenInput.Of(ModelFile.FromBytes(Media.Png(10)), static (writer, file) => ModelFile.Write(writer, file));
        return Encoding.UTF8.GetString(input.Text.Span).Trim('"');
    }
}
