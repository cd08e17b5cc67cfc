namespace SchemaSdk.Tests.Errors;

/// <summary>A result or exception must contain the headers of the service's answer, but neither cookies nor the token.</summary>
public sealed class ResponseHeaderTests
{
    private static readonly Dictionary<string, (Type Error, Func<Stage> Stage)> Failures = new()
    {
        ["a refused submit"] = (typeof(ModelApiException), () => Submitting(Steps.Answer(400))),
        ["an unknown submit"] = (typeof(ModelSubmissionUnknownException), () => Submitting(Steps.Answer(500))),
        ["a submit that waited too long"] =
            (typeof(ModelUnavailableException), () => Submitting(Steps.Answer(429, "", retryAfter: "10000"))),
        ["a refused poll"] = (typeof(ModelApiException), () => Polling(Steps.Answer(404))),
        ["a job that could not be read"] = (typeof(ModelUnavailableException), () => Polling(Steps.Answer(502))),
        ["a job timeout"] = (typeof(ModelTimeoutException), () => Polling(Steps.Answer(502), TimeSpan.FromSeconds(1))),
        ["a failed job"] = (typeof(ModelFailedException), () => Ending(Steps.Failed("1"))),
        ["a canceled job"] = (typeof(ModelCanceledException), () => Polling(Steps.Status("cancelled"))),
        ["a result without an output"] = (typeof(ModelException), () => Ending(Steps.Status("succeeded"))),
    };

    public static TheoryData<string> FailureNames => [.. Failures.Keys];

    [Fact]
    public async Task A_result_has_the_headers()
    {
        using var stage = Ending(Steps.Succeeded);

        Check((await Soon.Async(stage.Still.RunAsync("a cat"))).ResponseHeaders);
    }

    [Theory]
    [MemberData(nameof(FailureNames))]
    public async Task An_exception_of_a_run_has_the_headers(string failure)
    {
        using var stage = Failures[failure].Stage();

        var error = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(stage.Still.RunAsync("a cat")));

        Assert.IsType(Failures[failure].Error, error);
        Check(error.ResponseHeaders);
    }

    [Fact]
    public async Task A_refused_cancel_has_the_headers()
    {
        using var stage = Stage.Accepting();
        stage.Script.Cancel.Does(Echoing(Steps.Answer(403)));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Check((await Soon.Throws<ModelApiException>(job.CancelAsync())).ResponseHeaders);
    }

    [Fact]
    public async Task A_refused_download_has_the_headers()
    {
        using var stage = new Stage();
        stage.Script.File.Does(Steps.Answer(404));

        var error = await Soon.Throws<ModelDownloadException>(
            stage.Client.DownloadAsync("https://files.runcomfy.net/a.png", new MemoryStream()));

        Check(error.ResponseHeaders);
    }

    [Fact]
    public async Task A_header_with_an_address_that_contains_the_escaped_token_is_left_out()
    {
        const string Token = "key-id:key-secret";
        using var stage = Stage.Answered(Steps.Answer(400, location: $"/login?key={Uri.EscapeDataString(Token)}"));
        stage.Options.ApiToken = Token;

        var error = await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal("trace-7", error.ResponseHeaders["x-trace"]);
        Assert.DoesNotContain("Location", error.ResponseHeaders.Keys);
    }

    private static Stage Submitting(Step step) => Stage.Answered(Echoing(step));

    private static Stage Polling(Step step, TimeSpan? jobTimeout = null)
    {
        var stage = Stage.Accepting();
        stage.Options.JobTimeout = jobTimeout ?? stage.Options.JobTimeout;
        stage.Script.Status.Does(Echoing(step));
        return stage;
    }

    private static Stage Ending(Step step)
    {
        var stage = Polling(Steps.Status("completed"));
        stage.Script.Result.Does(Echoing(step));
        return stage;
    }

    // Some gateways echo the request.
    private static Step Echoing(Step step) => step.With(static response =>
        response.Headers.TryAddWithoutValidation("X-Echo", $"{response.RequestMessage!.Headers.Authorization}"));

    private static void Check(IReadOnlyDictionary<string, string> headers)
    {
        Assert.Equal("trace-7", headers["x-trace"]);
        Assert.DoesNotContain("Set-Cookie", headers.Keys);
        Assert.DoesNotContain(headers.Values, value => value.Contains(Stage.Token, StringComparison.Ordinal));
    }
}
