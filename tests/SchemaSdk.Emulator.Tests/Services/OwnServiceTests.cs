using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Tests.Services;

public sealed class OwnServiceTests
{
    private const string Valid = """{"prompt":"a kite"}""";

    [Fact]
    public async Task A_job_is_submitted_polled_and_read_with_the_protocol_of_a_user()
    {
        await using var bench = Start();
        var id = await SubmitAsync(bench);

        var waiting = await bench.GetAsync($"tasks/{id}");
        bench.Time.Pass(4);
        var output = await bench.GetAsync($"tasks/{id}/output");
        var file = await bench.Http.GetAsync(new Uri((string)output["video"]!));

        Assert.Equal("InQueue", (string?)waiting["phase"]);
        Assert.Equal("video/mp4", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("[\"acme/video/fast\"]", (await bench.GetAsync("models")).Text);
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (Count(EmulatorCall.Submit), Count(EmulatorCall.Status), Count(EmulatorCall.Result), Count(EmulatorCall.Download),
                Count(EmulatorCall.Catalog)));

        long Count(EmulatorCall call) => bench.Emulator.RequestsOf(call);
    }

    [Fact]
    public async Task A_stream_sends_each_change_when_it_happens_and_ends_with_the_job()
    {
        await using var bench = Start();
        var id = await SubmitAsync(bench);
        using var stream = new StreamReader(await bench.Http.GetStreamAsync(new Uri($"tasks/{id}/events", UriKind.Relative)));

        var first = await NextAsync(stream);
        bench.Time.Pass(2);
        var second = await NextAsync(stream);
        bench.Time.Pass(2);
        var third = await NextAsync(stream);

        Assert.Equal(("data:  InQueue", "data: InQueue InProgress", "data: InProgress Succeeded"), (first, second, third));
        Assert.Null(await stream.ReadLineAsync());
    }

    [Fact]
    public async Task Each_refusal_has_its_reason()
    {
        await using var bench = Start();
        var id = await SubmitAsync(bench);
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.NotNow(503, TimeSpan.FromSeconds(7)));

        var busy = await bench.GetAsync($"tasks/{id}");
        var stopped = await bench.PostAsync($"tasks/{id}/stop", "");
        var again = await bench.PostAsync($"tasks/{id}/stop", "");

        Assert.Equal((503, "Busy", "7"), (busy.Code, (string?)busy["reason"], busy.Header("Retry-After")));
        Assert.Equal((200, 409), (stopped.Code, again.Code));
        Assert.Equal("Job", (string?)(await bench.GetAsync("tasks/none"))["reason"]);
        Assert.Equal("Model", (string?)(await bench.PostAsync("run/none", Valid))["reason"]);
        Assert.Equal("Body", (string?)(await bench.PostAsync($"run/{ServiceBench.Model}", "{"))["reason"]);
        Assert.Equal("Input", (string?)(await bench.PostAsync($"run/{ServiceBench.Model}", "{}"))["reason"]);
        Assert.Equal("Path", (string?)(await bench.GetAsync("nowhere"))["reason"]);
        bench.Http.DefaultRequestHeaders.Remove("X-Api-Key");
        Assert.Equal("Token", (string?)(await bench.GetAsync($"tasks/{id}"))["reason"]);
    }

    [Fact]
    public async Task The_input_can_be_a_member_of_the_body()
    {
        await using var bench = new ServiceBench(new OwnProtocol(isWrapped: true));

        var accepted = await bench.PostAsync($"run/{ServiceBench.Model}", $$"""{"input":{{Valid}}}""");
        var missing = await bench.PostAsync($"run/{ServiceBench.Model}", Valid);
        var wrong = await bench.PostAsync($"run/{ServiceBench.Model}", """{"input":{}}""");

        Assert.Equal((201, "Body", "Input"), (accepted.Code, (string?)missing["reason"], (string?)wrong["reason"]));
    }

    [Fact]
    public async Task Uploads_are_kept_until_a_reset_and_sent_in_ranges()
    {
        await using var bench = Start(options => options.HasPage = true);
        await bench.SendAsync(HttpMethod.Put, "files/a", "first");
        var kept = await bench.SendAsync(HttpMethod.Put, "files/a", "second");
        using var request = new HttpRequestMessage(HttpMethod.Get, "files/a") { Headers = { Range = new RangeHeaderValue(1, 3) } };

        using var part = await bench.Http.SendAsync(request);
        await bench.PostAsync("_emulator/reset", "{}");

        Assert.Equal("a", kept.Header("X-Kept"));
        Assert.Equal((206, "eco"), ((int)part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal(404, (await bench.GetAsync("files/a")).Code);
    }

    [Fact]
    public async Task The_page_knows_how_to_call_the_service()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, options => options.HasPage = true);

        var state = await bench.GetAsync("_emulator");

        Assert.Equal(("Authorization", "Key ", "PUT"), (Of("tokenHeader"), Of("tokenPrefix"), Of("cancelMethod")));
        Assert.Equal(("fal", null, "request_id"), (Of("name"), Of("inputMember"), Of("requestId")));
        Assert.Equal("/acme/video/fast", (string?)state["models"]![0]!["submit"]);

        string? Of(string member) => (string?)state["protocol"]![member];
    }

    [Fact]
    public async Task A_fault_replaces_the_id_inside_the_envelope()
    {
        await using var bench = new ServiceBench(new OwnProtocol(isSmall: true));
        var first = await bench.PostAsync($"run/{ServiceBench.Model}", Valid);
        var second = await bench.PostAsync($"run/{ServiceBench.Model}", Valid);
        bench.Emulator.Faults.Add("status:other-id,times=2");

        var other = await bench.GetAsync($"tasks/{second["data"]!["task"]}");
        var refused = await bench.GetAsync("tasks/none");

        Assert.Equal((string?)first["data"]!["task"], (string?)other["data"]!["task"]);
        Assert.Equal("""{"data":null}""", refused.Text);
    }

    [Fact]
    public async Task The_page_knows_the_envelope_and_that_jobs_cannot_be_cancelled()
    {
        await using var bench = new ServiceBench(new OwnProtocol(isSmall: true), options => options.HasPage = true);
        await bench.PostAsync($"run/{ServiceBench.Model}", Valid);

        var state = await bench.GetAsync("_emulator");

        Assert.Equal(("data", ""), ((string?)state["protocol"]!["envelope"], (string?)state["jobs"]![0]!["cancel"]));
    }

    [Theory]
    [InlineData("runcomfy", "RunComfy")]
    [InlineData("FAL", "fal")]
    [InlineData("Replicate", "Replicate")]
    [InlineData("own", null)]
    public void A_service_is_found_by_its_name(string name, string? found) =>
        Assert.Equal(found, EmulatedProtocols.Find(name)?.Name);

    private static ServiceBench Start(Action<ModelEmulatorOptions>? configure = null) => new(new OwnProtocol(), configure);

    private static async Task<string> SubmitAsync(ServiceBench bench) =>
        (string)(await bench.PostAsync($"run/{ServiceBench.Model}", Valid))["task"]!;

    private static async Task<string?> NextAsync(StreamReader stream)
    {
        var line = await stream.ReadLineAsync();
        await stream.ReadLineAsync();
        return line;
    }
}
