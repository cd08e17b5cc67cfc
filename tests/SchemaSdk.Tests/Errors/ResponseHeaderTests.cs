using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Errors;

/// <summary>Wherever an answer is behind a result or an exception, that has its headers, without cookies and without the token.</summary>
public sealed class ResponseHeaderTests
{
    [Fact]
    public async Task A_result_has_them()
    {
        using var stage = Ending(Steps.Succeeded);

        Check((await Soon.Async(stage.Still.RunAsync("a cat"))).ResponseHeaders);
    }

    [Fact]
    public Task A_refused_submit_has_them() => Throws<ModelApiException>(Submitting(Steps.Answer(400)));

    [Fact]
    public Task An_unknown_submit_has_them() => Throws<ModelSubmissionUnknownException>(Submitting(Steps.Answer(500)));

    [Fact]
    public Task A_submit_that_was_not_taken_in_time_has_them() =>
        Throws<ModelUnavailableException>(Submitting(Steps.Answer(429, "", retryAfter: "10000")));

    [Fact]
    public Task A_refused_poll_has_them() => Throws<ModelApiException>(Polling(Steps.Answer(404)));

    [Fact]
    public Task A_job_that_could_not_be_read_has_them() => Throws<ModelUnavailableException>(Polling(Steps.Answer(502)));

    [Fact]
    public async Task A_job_that_timed_out_while_it_could_not_be_read_has_them()
    {
        var stage = Polling(Steps.Answer(502));
        stage.Options.JobTimeout = TimeSpan.FromSeconds(1);

        await Throws<ModelTimeoutException>(stage);
    }

    [Fact]
    public Task A_failed_job_has_them() => Throws<ModelFailedException>(Ending(Steps.Failed("1")));

    [Fact]
    public Task A_cancelled_job_has_them() => Throws<ModelCanceledException>(Polling(Steps.Status("cancelled")));

    [Fact]
    public Task A_result_without_an_output_has_them() => Throws<ModelException>(Ending(Steps.Status("succeeded")));

    [Fact]
    public async Task A_refused_cancel_has_them()
    {
        using var stage = Stage.Accepting();
        stage.Script.Cancel.Does(Echoing(Steps.Answer(403)));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Check((await Soon.Throws<ModelApiException>(job.CancelAsync())).ResponseHeaders);
    }

    [Fact]
    public async Task A_refused_download_has_them()
    {
        using var stage = new Stage();
        stage.Script.File.Does(Steps.Answer(404));

        var error = await Soon.Throws<ModelDownloadException>(
            stage.Client.DownloadAsync("https://files.runcomfy.net/a.png", new MemoryStream()));

        Check(error.ResponseHeaders);
    }

    private static Stage Submitting(Step step)
    {
        var stage = new Stage();
        stage.Script.Submit.Does(Echoing(step));
        return stage;
    }

    private static Stage Polling(Step step)
    {
        var stage = Stage.Accepting();
        stage.Script.Status.Does(Echoing(step));
        return stage;
    }

    private static Stage Ending(Step step)
    {
        var stage = Polling(Steps.Status("completed"));
        stage.Script.Result.Does(Echoing(step));
        return stage;
    }

    // As a gateway that mirrors the request does.
    private static Step Echoing(Step step) => async (request, cancellation) =>
    {
        var response = await step(request, cancellation);
        response.Headers.TryAddWithoutValidation("X-Echo", $"{request.Headers.Authorization}");
        return response;
    };

    private static async Task Throws<TException>(Stage stage)
        where TException : ModelException
    {
        using (stage)
        {
            Check((await Soon.Throws<TException>(stage.Still.RunAsync("a cat"))).ResponseHeaders);
        }
    }

    private static void Check(IReadOnlyDictionary<string, string> headers)
    {
        Assert.Equal("trace-7", headers["x-trace"]);
        Assert.DoesNotContain("Set-Cookie", headers.Keys);
        Assert.DoesNotContain(headers.Values, value => value.Contains(Stage.Token, StringComparison.Ordinal));
    }
}
