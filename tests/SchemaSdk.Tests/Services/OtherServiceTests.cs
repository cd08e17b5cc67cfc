using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Services;

/// <summary>A client must work with another service if it has the profile of that service.</summary>
public sealed class OtherServiceTests : ServiceTest
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Accepted = $$"""
        {
          "id": "{{Id}}",
          "state": "starting",
          "links": { "self": "https://eu.other.example/runs/{{Id}}", "cancel": "https://eu.other.example/stop/{{Id}}" }
        }
        """;

    private const string Busy = """{"problem":"busy","title":"Too many runs","retry_in_ms":1000}""";

    public OtherServiceTests() : base(OtherProfile.Instance)
    {
        Stage.Options.ApiToken = null;
        Stage.Variables.Add(("OTHER_KEY", ServiceStage.Token));
    }

    private StillModel Still => Stage.Client.Still;

    [Fact]
    public async Task A_job_runs_from_the_submit_to_its_output()
    {
        Server.Answers((201, Accepted), (200, State("processing")), (200, State("done", """,  "result":{"image":"a"}""")));

        var result = await Soon.Async(Still.RunAsync("a cat"));

        Assert.Equal("a", result.Output.GetProperty("image").GetString());
        Assert.Equal(Id, result.RequestId);
        const string Key = $"Key {ServiceStage.Token}";
        Assert.Equal(
            [
                ("POST https://api.other.example/runs", Key, """{"model":"acme/still","input":{"prompt":"a cat"}}"""),
                ($"GET https://eu.other.example/runs/{Id}", Key, ""), ($"GET https://eu.other.example/runs/{Id}", Key, ""),
            ],
            Server.Asked);
    }

    [Fact]
    public async Task An_attached_job_is_read_at_the_default_address_with_one_request_for_its_status_and_its_result()
    {
        Server.Answers((200, State("done", ""","result":1""")), (200, State("done", ""","result":1""")));

        var status = await Soon.Async(Still.Attach(Id).GetStatusAsync());
        await Soon.Async(Still.Attach(Id).WaitAsync());

        Assert.Equal(JobState.Succeeded, status.State);
        Assert.Equal(Enumerable.Repeat($"GET https://api.other.example/runs/{Id}", 2), Stage.Calls);
    }

    [Fact]
    public async Task A_result_in_a_status_is_the_same_when_a_ledger_returns_it_again()
    {
        using var stage = new ServiceStage(new ResultInStatus());
        stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());
        stage.Server.Answers((201, Accepted), (200, State("done", ""","result":{"image":"a"}""")));
        var options = new RunOptions { Key = "order-1" };

        await Soon.Async(stage.Client.Still.RunAsync("a cat", options));
        var again = await Soon.Async(stage.Client.Still.RunAsync("a cat", options));

        Assert.Equal("""{"image":"a"}""", again.Output.GetRawText());
        Assert.Equal(2, stage.Server.Asked.Count);
    }

    [Fact]
    public async Task A_cancel_is_a_PUT_to_the_address_in_the_answer()
    {
        Server.Answers((201, Accepted), (200, State("aborted")));
        var job = await Soon.Async(Still.SubmitAsync("a cat"));

        Assert.Equal(CancelOutcome.Canceled, await Soon.Async(job.CancelAsync()));
        Assert.Equal($"PUT https://eu.other.example/stop/{Id}", Stage.Calls[1]);
    }

    [Fact]
    public async Task A_refusal_has_the_advice_of_the_service()
    {
        Server.Answers(402, """{"problem":"credit","title":"No credit left"}""");

        var error = await Soon.Throws<ModelApiException>(Still.SubmitAsync("a cat"));

        Assert.EndsWith("error credit: No credit left. No job was started. Buy credits at other.example.", error.Message);
    }

    [Fact]
    public async Task A_refusal_shows_300_characters_of_its_text_and_of_its_code()
    {
        Server.Answers(402, $$"""{"problem":"{{new string('y', 30_000)}}","title":"{{new string('x', 30_000)}}"}""");

        var error = await Soon.Throws<ModelApiException>(Still.SubmitAsync("a cat"));

        Assert.Equal(new string('x', 299) + "…", error.Detail);
        Assert.InRange(error.Message.Length, 600, 1_000);
    }

    [Fact]
    public async Task A_timeout_shows_300_characters_of_the_last_status()
    {
        for (var poll = 0; poll < 9; poll++)
        {
            Server.Answers(200, State(new string('x', 60_000)));
        }

        var options = new RunOptions { JobTimeout = TimeSpan.FromSeconds(1) };
        var error = await Soon.Throws<ModelTimeoutException>(Still.Attach(Id, options).WaitAsync());

        Assert.InRange(error.Message.Length, 300, 1_000);
    }

    [Fact]
    public async Task An_error_of_a_file_has_the_pointer_within_the_input()
    {
        var model = new Uploads.FilesModel(Stage.Client);

        var error = await Soon.Throws<ModelInputException>(model.SubmitAsync([ModelFile.FromPath("/no/such/file.png")]));

        Assert.Equal("/files/0", Assert.Single(error.Errors).JsonPointer);
    }

    [Fact]
    public async Task Reading_a_model_or_a_price_fails_without_a_catalogue()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => Stage.Client.GetModelAsync(StillModel.Id));
        var error = await Soon.Throws<ModelBudgetException>(Still.RunAsync("a cat", new RunOptions { MaxPriceUsd = 1 }));

        Assert.Contains("this client cannot read prices from Other", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GetModelAsync", error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Asked);
    }

    [Fact]
    public async Task A_missing_token_names_the_variable_of_the_service()
    {
        Stage.Variables.Clear();

        Assert.Contains("OTHER_KEY", (await Soon.Throws<ModelConfigurationException>(Still.RunAsync("a cat"))).Message);
    }

    [Fact]
    public void A_request_id_of_the_wrong_form_is_rejected() => Assert.Contains(
        "Request ids are UUIDs", Assert.Throws<ArgumentException>(() => Still.Attach("req-1")).Message);

    [Fact]
    public void Limits_that_are_not_set_are_the_limits_of_the_service()
    {
        var sizes = Stage.Client.UploadLimits;

        Assert.Equal((1L << 10, 1L << 11, 1L << 12, 1L << 13), (sizes.Image, sizes.Video, sizes.Audio, sizes.Request));
        Assert.Equal(5, Stage.Client.Calls.Access.Settings.RequestsPerSecond);
    }

    [Fact]
    public void Limits_and_hosts_that_are_set_apply_to_every_service()
    {
        Stage.Options.Uploads.MaxRequestBytes = 64L << 20;
        Stage.Options.Uploads.MaxImageBytes = 6L << 20;
        Stage.Options.Polling.RequestsPerSecond = 50;
        Stage.Options.Downloads.AllowedHosts.Add("cdn.example");

        Assert.Equal((6L << 20, 64L << 20), (Stage.Client.UploadLimits.Image, Stage.Client.UploadLimits.Request));
        Assert.Equal(50, Stage.Client.Calls.Access.Settings.RequestsPerSecond);
        Assert.Equal(["*.files.example", "cdn.example"], Stage.Client.AllowedHosts);
    }

    [Fact]
    public async Task A_handler_may_resend_after_a_busy_answer_that_only_the_profile_recognizes()
    {
        Server.Answers((529, Busy), (201, Accepted));
        using var http = new HttpClient(new CopyingHandler(new ModelSubmitGuard(Server))) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new TestClient(OtherProfile.Instance, http, Stage.Options, ("OTHER_KEY", ServiceStage.Token));

        Assert.Equal(Id, (await Soon.Async(client.Still.SubmitAsync("a cat"))).RequestId);
        Assert.Equal(2, Server.Asked.Count);
    }

    [Theory]
    [InlineData($$"""{"id":"{{Id}}","problem":"busy"}""", false)]
    [InlineData($$"""{"id":"{{Id}}","state":"starting"}""", false)]
    [InlineData(Busy, true)]
    public async Task A_success_with_a_request_id_is_an_acceptance_and_another_may_be_a_temporary_refusal(string body, bool isRetried)
    {
        using var stage = new ServiceStage(new OnlySuccesses());
        stage.Server.Answers((200, body), (201, Accepted));

        Assert.Equal(Id, (await Soon.Async(stage.Client.Still.SubmitAsync("a cat"))).RequestId);
        Assert.Equal(isRetried ? 2 : 1, stage.Calls.Count);
    }

    [Fact]
    public async Task A_success_that_refuses_a_poll_temporarily_does_not_end_the_wait()
    {
        using var stage = new ServiceStage(new OnlySuccesses());
        stage.Server.Answers((200, Busy), (200, State("done", ""","result":1""")));

        await Soon.Async(stage.Client.Still.Attach(Id).WaitAsync());

        Assert.Equal(2, stage.Calls.Count);
    }

    [Fact]
    public async Task A_failed_wait_says_that_a_success_asked_it_to_wait()
    {
        using var stage = new ServiceStage(new OnlySuccesses());
        stage.Server.Answers([.. Enumerable.Repeat((200, Busy), 200)]);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Client.Still.Attach(Id).WaitAsync());

        Assert.Contains("the service asked for a wait of 1 s before the next read", error.Message, StringComparison.Ordinal);
    }

    private static string State(string state, string more = "") => $$"""{"id":"{{Id}}","state":"{{state}}"{{more}}}""";
}
