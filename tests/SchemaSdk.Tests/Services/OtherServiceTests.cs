using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Services;

/// <summary>A client must work with another service if it has the profile of that service.</summary>
public sealed class OtherServiceTests : IDisposable
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Accepted = $$"""
        {
          "id": "{{Id}}",
          "state": "starting",
          "links": { "self": "https://eu.other.example/runs/{{Id}}", "cancel": "https://eu.other.example/stop/{{Id}}" }
        }
        """;

    private const string Key = "key-0123456789";

    private readonly FakeTime _time = new() { SkipsDelays = true };
    private readonly OtherServer _server = new();
    private readonly ModelClientOptions _options;
    private readonly Lazy<TestClient> _client;

    public OtherServiceTests()
    {
        _options = new ModelClientOptions { TimeProvider = _time };
        _options.Polling.Interval = TimeSpan.FromSeconds(2);
        _client = new(() => new TestClient(OtherProfile.Instance, new HttpClient(_server), _options, ("OTHER_KEY", Key)));
    }

    public void Dispose() => _client.Value.Dispose();

    [Fact]
    public async Task A_job_runs_from_the_submit_to_its_output()
    {
        _server.Answers(201, Accepted);
        _server.Answers(200, State("processing"));
        _server.Answers(200, State("done", """,  "result":{"image":"a"}"""));

        var result = await Soon.Async(_client.Value.Still.RunAsync("a cat"));

        Assert.Equal("a", result.Output.GetProperty("image").GetString());
        Assert.Equal(Id, result.RequestId);
        Assert.Equal(
            [
                ("POST https://api.other.example/runs", $"Key {Key}", """{"model":"acme/still","input":{"prompt":"a cat"}}"""),
                ($"GET https://eu.other.example/runs/{Id}", $"Key {Key}", ""),
                ($"GET https://eu.other.example/runs/{Id}", $"Key {Key}", ""),
            ],
            _server.Asked);
    }

    [Fact]
    public async Task An_attached_job_is_read_at_the_default_address()
    {
        _server.Answers(200, State("done", ""","result":1"""));

        await Soon.Async(_client.Value.Still.Attach(Id).WaitAsync());

        Assert.Equal($"GET https://api.other.example/runs/{Id}", Assert.Single(_server.Asked).Call);
    }

    [Fact]
    public async Task A_state_may_go_back()
    {
        _server.Answers(200, State("processing"));
        _server.Answers(200, State("starting"));
        _server.Answers(200, State("processing"));
        _server.Answers(200, State("done", ""","result":1"""));
        var states = new List<JobState>();

        await foreach (var status in _client.Value.Still.Attach(Id).WatchAsync())
        {
            states.Add(status.State);
        }

        Assert.Equal([JobState.InProgress, JobState.InQueue, JobState.InProgress, JobState.Succeeded], states);
    }

    [Fact]
    public async Task A_failure_has_the_reason()
    {
        _server.Answers(200, State("broken", ""","reason":"out of memory" """));

        var error = await Soon.Throws<ModelFailedException>(_client.Value.Still.Attach(Id).WaitAsync());

        Assert.Contains("out of memory", error.Message);
    }

    [Fact]
    public async Task A_status_call_makes_one_request()
    {
        _server.Answers(200, State("done", ""","result":1"""));

        var status = await Soon.Async(_client.Value.Still.Attach(Id).GetStatusAsync());

        Assert.Equal(JobState.Succeeded, status.State);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_delay_in_the_body_is_respected()
    {
        var start = _time.GetUtcNow();
        _server.Answers(429, """{"problem":"busy","title":"Too many runs","retry_in_ms":12000}""");
        _server.Answers(201, Accepted);

        await Soon.Async(_client.Value.Still.SubmitAsync("a cat"));

        Assert.Equal(TimeSpan.FromSeconds(12), _time.GetUtcNow() - start);
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task A_cancel_is_a_PUT_to_the_address_in_the_answer()
    {
        _server.Answers(201, Accepted);
        _server.Answers(200, State("aborted"));
        var job = await Soon.Async(_client.Value.Still.SubmitAsync("a cat"));

        Assert.Equal(CancelOutcome.Canceled, await Soon.Async(job.CancelAsync()));
        Assert.Equal($"PUT https://eu.other.example/stop/{Id}", _server.Asked[1].Call);
    }

    [Fact]
    public async Task A_refusal_has_the_advice_of_the_service()
    {
        _server.Answers(402, """{"problem":"credit","title":"No credit left"}""");

        var error = await Soon.Throws<ModelApiException>(_client.Value.Still.SubmitAsync("a cat"));

        Assert.EndsWith("error credit: No credit left. Nothing runs. Buy credits at other.example.", error.Message);
    }

    [Fact]
    public async Task An_unknown_submit_names_the_page_of_the_service()
    {
        _server.Answers(200, "<html>");

        var error = await Soon.Throws<ModelSubmissionUnknownException>(_client.Value.Still.SubmitAsync("a cat"));

        Assert.Contains("Look at the Runs page at other.example", error.Message);
    }

    [Fact]
    public async Task An_error_of_a_file_has_the_pointer_within_the_input()
    {
        var model = new Uploads.FilesModel(_client.Value);

        var error = await Soon.Throws<ModelInputException>(model.SubmitAsync([ModelFile.FromPath("/no/such/file.png")]));

        Assert.Equal("/files/0", Assert.Single(error.Errors).JsonPointer);
    }

    [Fact]
    public async Task Reading_a_model_or_a_price_fails_without_a_catalogue()
    {
        var still = _client.Value.Still;

        await Assert.ThrowsAsync<NotSupportedException>(() => _client.Value.GetModelAsync(StillModel.Id));
        var error = await Soon.Throws<ModelBudgetException>(still.RunAsync("a cat", new RunOptions { MaxPriceUsd = 1 }));

        Assert.Contains("the client reads no prices of Other", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GetModelAsync", error.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task A_missing_token_names_the_variable_of_the_service()
    {
        using var client = new TestClient(OtherProfile.Instance, new HttpClient(_server), _options);

        var error = await Soon.Throws<ModelConfigurationException>(client.Still.RunAsync("a cat"));

        Assert.Contains("OTHER_KEY", error.Message);
    }

    [Fact]
    public void Allowed_download_hosts_are_those_of_the_service_and_of_the_options()
    {
        _options.Downloads.AllowedHosts.Add("cdn.example");

        Assert.Equal(["*.files.example", "cdn.example"], _client.Value.AllowedHosts);
    }

    [Fact]
    public void A_request_id_of_the_wrong_form_is_rejected() => Assert.Contains(
        "Request ids are UUIDs", Assert.Throws<ArgumentException>(() => _client.Value.Still.Attach("req-1")).Message);

    private static string State(string state, string more = "") => $$"""{"id":"{{Id}}","state":"{{state}}"{{more}}}""";
}
