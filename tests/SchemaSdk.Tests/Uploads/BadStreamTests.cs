namespace SchemaSdk.Tests.Uploads;

public class BadStreamTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_stream_that_cannot_seek_is_not_resent(int status)
    {
        using var stage = new UploadStage(Steps.NotNow(status, "1"), Steps.Accepted);

        var error = await Soon.Throws<ModelUnavailableException>(
            stage.Model.Value.SubmitAsync([ModelFile.FromStream(new ForwardStream(Media.Png(500)))]));

        Assert.Contains("/files/0 is a stream that was partly read and cannot be rewound", error.Message, StringComparison.Ordinal);
        Assert.Contains("No job was started", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Only_the_input_with_a_stream_that_cannot_be_resent_fails()
    {
        using var stage = new UploadStage(Steps.NotNow(429, "1"), Steps.Accepted);
        stage.Stage.Script.Status.Does(Steps.Status("completed"));
        stage.Stage.Script.Result.Does(Steps.Succeeded);
        ModelFile[][] inputs = [[ModelFile.FromStream(new ForwardStream(Media.Png(500)))], [ModelFile.FromBytes(Media.Png(500))]];

        var runs = await stage.Model.Value.RunManyAsync(inputs, maxInFlight: 1).Select(static run => run.Error).ToListAsync();

        Assert.Contains(
            "/files/0 is a stream that was partly read and cannot be rewound",
            Assert.IsType<ModelUnavailableException>(runs[0]).Message,
            StringComparison.Ordinal);
        Assert.Null(runs[1]);
        Assert.Equal(2, stage.Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_after_failed_connections()
    {
        using var stage = new UploadStage();
        stage.Stage.Script.Submit.DoesOnly(
            Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)),
            Steps.FailsBefore(Steps.Error(HttpRequestError.NameResolutionError)),
            stage.Accepts);

        await stage.SubmitAsync(ModelFile.FromStream(new ForwardStream(Media.Png(500))));

        Assert.Equal([Media.DataUri(Media.Png(500))], stage.Files());
    }

    [Fact]
    public async Task An_exception_of_a_stream_is_the_inner_exception_and_no_job_is_running()
    {
        using var stage = new UploadStage();
        var thrown = new InvalidOperationException("the camera was unplugged");
        var stream = new ForwardStream(Media.Png(200_000)) { Reading = read => read > 100_000 ? throw thrown : Task.CompletedTask };

        var (exception, error) = await stage.RefusedAsync(ModelFile.FromStream(stream));

        Assert.Same(thrown, exception.InnerException);
        Assert.Equal("readable", error.Rule);
        Assert.Contains("the camera was unplugged", error.Message, StringComparison.Ordinal);
        Assert.Contains("no job was started", exception.Message, StringComparison.Ordinal);
        Assert.InRange(stage.Received, 1, 200_000);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_not_sent_after_a_failed_read_of_its_first_bytes()
    {
        using var stage = new UploadStage();
        var failures = 0;
        var stream = new ForwardStream(Media.Png(500))
        {
            Most = 8,
            Reading = read => read == 8 && failures++ == 0 ? throw new IOException("the camera was unplugged") : Task.CompletedTask,
        };
        var file = ModelFile.FromStream(stream, "image/png");

        var (_, first) = await stage.RefusedAsync(file);
        var (_, second) = await stage.RefusedAsync(file);

        Assert.Equal(("readable", "once"), (first.Rule, second.Rule));
    }

    [Fact]
    public async Task A_disposed_stream_is_rejected()
    {
        using var stage = new UploadStage();
        var (seekable, forward) = (new MemoryStream(Media.Png(100)), new ForwardStream(Media.Png(100)));
        var (first, second) = (ModelFile.FromStream(seekable), ModelFile.FromStream(forward));
        await seekable.DisposeAsync();
        await forward.DisposeAsync();

        Assert.IsType<ObjectDisposedException>((await stage.RefusedAsync(first)).Exception.InnerException);
        Assert.IsType<ObjectDisposedException>((await stage.RefusedAsync(second)).Exception.InnerException);
        Assert.Equal("stream", Assert.Throws<ArgumentException>(() => ModelFile.FromStream(seekable)).ParamName);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_rejected_if_it_is_used_twice_in_one_input_or_in_two()
    {
        using var stage = new UploadStage();
        var stream = new ForwardStream(Media.Png(100));
        var file = ModelFile.FromStream(stream);

        var (_, inOne) = await stage.RefusedAsync(file, ModelFile.FromStream(stream));
        Assert.Empty(stage.Lengths);
        await stage.SubmitAsync(file);
        stage.Bodies.Clear();
        var (_, inTwo) = await stage.RefusedAsync(file);

        Assert.Equal(("/files/1", "once", "once"), (inOne.JsonPointer, inOne.Rule, inTwo.Rule));
        Assert.Contains("/files/0", inOne.Message, StringComparison.Ordinal);
    }
}
