namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>Tests that nothing is submitted if a file cannot be stored, and that the exception says why.</summary>
public sealed class StoringFailureTests : IDisposable
{
    private readonly StorageStage _stage = new();
    private readonly ModelFile _file = ModelFile.FromBytes(Media.Png(300_000));

    public void Dispose() => _stage.Dispose();

    private StorageServer Server => _stage.Server;

    [Fact]
    public async Task A_refused_token_is_reported_as_a_refused_token()
    {
        Server.Fault = static (_, _) => StorageServer.Says(401, """{"detail":"bad key"}""");

        var exception = await _stage.RefusedAsync<ModelApiException>(_file);

        Assert.True(exception.IsUnauthorized);
        Assert.Contains("the file at /files/0 ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("bad key. Nothing was submitted. Check the token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_storage_says_nothing_about_the_token_even_if_it_has_the_token_in_its_text()
    {
        Server.Fault = static (call, _) =>
            call.StartsWith("PUT", StringComparison.Ordinal) ? StorageServer.Says(403, $"no access for {StorageStage.Token}") : null;

        var exception = await _stage.RefusedAsync<ModelApiException>(_file);

        Assert.Equal((403, false), (exception.StatusCode, exception.IsUnauthorized));
        Assert.Contains("v3b.fal.media refused to store the file at /files/0 ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("no access for ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(StorageStage.Token, exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, Server.Asked.Count);
        Assert.Null(Server.Asked[^1].Authorization);
    }

    [Theory]
    [InlineData("", "rest.fal.ai", 503, "")]
    [InlineData("", "rest.fal.ai", 200, "{}")]
    [InlineData("", "rest.fal.ai", 200, "[]")]
    [InlineData("", "rest.fal.ai", 200, """{"upload_url":"relative","file_url":"https://v3.fal.media/f"}""")]
    [InlineData("PUT", "v3b.fal.media", 200, StorageServer.XmlError)]
    public async Task An_upload_that_keeps_failing_ends_with_the_submit_budget(string to, string host, int status, string body)
    {
        Server.Fault = (call, _) => call.StartsWith(to, StringComparison.Ordinal) ? StorageServer.Says(status, body) : null;

        var exception = await _stage.RefusedAsync<ModelUnavailableException>(_file);

        Assert.Contains($"could not be stored at {host} within 120 s: HTTP {status}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was submitted.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 3, "within 120 s: HTTP 503.")]
    [InlineData(7200, 1, "HTTP 503. The host asked for a wait of 7200 s, longer than the time left. Nothing was submitted.")]
    public async Task The_waits_that_a_storage_asks_for_count_towards_the_submit_budget(int wait, int attempts, string message)
    {
        Server.Fault = (call, _) => call.StartsWith("PUT", StringComparison.Ordinal) ? Busy : null;

        var exception = await _stage.RefusedAsync<ModelUnavailableException>(_file);

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(attempts, Server.Calls.Count(static call => call.StartsWith("PUT", StringComparison.Ordinal)));

        HttpResponseMessage Busy()
        {
            var response = StorageServer.Says(503)();
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(wait));
            return response;
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_missing_is_refused_before_anything_is_stored()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);

        var exception = await stage.RefusedAsync<ModelInputException>(
            _file, ModelFile.FromPath("missing.png"), ModelFile.FromStream(new LongStream((100 << 20) + 1), "video/mp4"));

        Assert.Equal(["/files/1", "/files/2"], exception.Errors.Select(static error => error.JsonPointer));
        Assert.Equal(["readable", "maxBytes"], exception.Errors.Select(static error => error.Rule));
        Assert.Contains("the limit of Replicate", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Asked);
    }

    [Fact]
    public async Task A_stream_that_becomes_too_large_is_refused()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);

        var exception = await stage.RefusedAsync<ModelInputException>(
            ModelFile.FromStream(new ForwardStream(Media.Png((100 << 20) + 1)) { Most = 1 << 20 }));

        Assert.Equal("maxBytes", Assert.Single(exception.Errors).Rule);
        Assert.Contains("Nothing was submitted.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_refused()
    {
        var stream = new ForwardStream(Media.Png(30 << 20))
        {
            Most = 1 << 16,
            Reading = static position =>
                position < 15 << 20 ? Task.CompletedTask : throw new InvalidOperationException("The source broke."),
        };

        var exception = await _stage.RefusedAsync<ModelInputException>(ModelFile.FromStream(stream));

        Assert.Contains("The source broke", exception.Message, StringComparison.Ordinal);
        Assert.Equal("/files/0", Assert.Single(exception.Errors).JsonPointer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15 << 20)]
    public async Task A_stream_that_throws_when_it_is_canceled_does_not_hide_that_the_caller_canceled(int limit)
    {
        using var stop = new CancellationTokenSource();
        var stream = new ForwardStream(Media.Png(30 << 20))
        {
            Most = 1 << 16,
            Reading = position =>
            {
                if (position < limit)
                {
                    return Task.CompletedTask;
                }

                stop.Cancel();
                throw new IOException("The pipe was closed.");
            },
        };

        var submit = _stage.Model.SubmitAsync([ModelFile.FromStream(stream)], cancellationToken: stop.Token);

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(submit)).CancellationToken);
        Assert.Equal("", Server.Input);
    }

    [Fact]
    public async Task An_upload_without_an_answer_is_sent_again_after_the_submit_timeout()
    {
        var hanging = new TaskCompletionSource();
        Server.Received = async (call, before, stop) =>
        {
            if (call.StartsWith("PUT", StringComparison.Ordinal) && before == 0)
            {
                hanging.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            }
        };

        var submit = _stage.SubmitAsync(_file);
        await Soon.Async(hanging.Task);
        _stage.Time.Advance(TimeSpan.FromSeconds(100));

        await submit;
        Assert.Equal([StorageServer.FileAddress], _stage.Files);
        Assert.Equal(4, Server.Asked.Count);
    }

    [Fact]
    public async Task An_upload_that_moves_slowly_is_not_interrupted()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);
        stage.Server.StoredAddress = "https://api.replicate.com/v1/files/f";
        var stream = new ForwardStream(Media.Png(600_000))
        {
            Reading = position =>
            {
                stage.Time.Advance(position > 0 && position % 50_000 == 0 ? TimeSpan.FromSeconds(45) : TimeSpan.Zero);
                return Task.CompletedTask;
            },
        };

        await stage.SubmitAsync(ModelFile.FromStream(stream));

        Assert.Equal(["https://api.replicate.com/v1/files/f"], stage.Files);
        Assert.Equal(2, stage.Server.Asked.Count);
    }

    [Fact]
    public async Task The_timeout_of_the_job_ends_an_upload()
    {
        var hanging = new TaskCompletionSource();
        Server.Received = async (_, _, stop) =>
        {
            hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        _stage.Options.JobTimeout = TimeSpan.FromSeconds(60);

        var submit = _stage.RefusedAsync<ModelUnavailableException>(_file);
        await Soon.Async(hanging.Task);
        _stage.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Contains("within the JobTimeout of 60 s", (await submit).Message, StringComparison.Ordinal);
    }
}
