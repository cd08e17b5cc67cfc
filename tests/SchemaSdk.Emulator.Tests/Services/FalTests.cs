using System.Net;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

public sealed class FalTests
{
    private const string Valid = """{"prompt":"a kite"}""";

    [Theory]
    [InlineData("acme/video/fast", "acme/video")]
    [InlineData("workflows/acme/video/fast", "workflows/acme/video")]
    [InlineData("comfy/acme/video", "comfy/acme/video")]
    public async Task The_addresses_of_a_job_contain_the_app_but_not_the_rest_of_the_model_id(string model, string kept)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, model: model);

        var submitted = await bench.PostAsync(model, Valid);
        var id = (string?)submitted["request_id"];

        Assert.Equal($"http://localhost/{kept}/requests/{id}", (string?)submitted["response_url"]);
        Assert.Equal($"http://localhost/{kept}/requests/{id}/status", (string?)submitted["status_url"]);
        Assert.Equal($"http://localhost/{kept}/requests/{id}/cancel", (string?)submitted["cancel_url"]);
        Assert.Equal(202, (await bench.GetAsync($"{kept}/requests/{id}/status")).Code);
        Assert.Equal(id, submitted.Header("x-fal-request-id"));
    }

    [Theory]
    [InlineData("GET", "/status")]
    [InlineData("GET", "")]
    [InlineData("PUT", "/cancel")]
    public async Task A_job_can_be_neither_read_nor_cancelled_under_another_app(string method, string call)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var path = await SubmitAsync(bench);

        var answer = await bench.SendAsync(new HttpMethod(method), $"acme/other/requests/{path.Split('/')[^1]}{call}");
        bench.Time.Pass(4);

        Assert.Equal((404, "NOT_FOUND"), (answer.Code, (string?)answer["status"]));
        Assert.Equal(200, (await bench.GetAsync(path)).Code);
    }

    [Fact]
    public async Task A_status_is_202_until_the_job_has_ended_and_has_logs_on_request()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var path = await SubmitAsync(bench);

        var waiting = await bench.GetAsync(path + "/status");
        bench.Time.Pass(2);
        var running = await bench.GetAsync(path + "/status?logs=true");
        bench.Time.Pass(2);
        var ended = await bench.GetAsync(path + "/status");

        Assert.Equal((202, "IN_QUEUE", 0), (waiting.Code, (string?)waiting["status"], (int?)waiting["queue_position"]));
        Assert.Equal((202, "IN_PROGRESS"), (running.Code, (string?)running["status"]));
        Assert.Equal("The job starts.", (string?)running["logs"]![0]!["message"]);
        Assert.Equal((200, "COMPLETED"), (ended.Code, (string?)ended["status"]));
        Assert.Null(ended["logs"]);
        Assert.Null(ended["error"]);
    }

    [Theory]
    [InlineData("2", 504, "request_timeout")]
    [InlineData("3", 200, null)]
    public async Task A_job_that_does_not_start_in_time_fails(string seconds, int code, string? type)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, options => options.QueueTime = TimeSpan.FromSeconds(3));
        var submitted = await bench.PostAsync(ServiceBench.Model, Valid, ("X-Fal-Request-Timeout", seconds));
        var path = new Uri((string)submitted["response_url"]!).AbsolutePath;
        bench.Time.Pass(30);

        var status = await bench.GetAsync(path + "/status");
        var result = await bench.GetAsync(path);

        Assert.Equal(("COMPLETED", type), ((string?)status["status"], (string?)status["error_type"]));
        Assert.Equal((code, type), (result.Code, (string?)result["error_type"]));
    }

    [Fact]
    public async Task A_stream_sends_each_line_of_the_logs_once_even_if_the_clock_moves_back()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var path = await SubmitAsync(bench);
        using var stream = new StreamReader(await bench.Http.GetStreamAsync($"{path}/status/stream?logs=1"));
        List<(string?, int?)> events = [];

        foreach (var step in (int[])[0, 2, -2, 2, 2])
        {
            bench.Time.Pass(step);
            var status = JsonNode.Parse((await Soon.Async(stream.ReadLineAsync()))!["data: ".Length..])!;
            events.Add(((string?)status["status"], status["logs"]?.AsArray().Count));
            await Soon.Async(stream.ReadLineAsync());
        }

        Assert.Equal([("IN_QUEUE", null), ("IN_PROGRESS", 1), ("IN_QUEUE", null), ("IN_PROGRESS", 0), ("COMPLETED", 1)], events);
    }

    [Fact]
    public async Task A_job_with_a_wrong_input_is_accepted_and_fails_as_soon_as_it_starts()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, options => options.RunTime = TimeSpan.MaxValue);
        var path = await SubmitAsync(bench, "{}");
        bench.Time.Pass(1);

        var result = await bench.GetAsync(path);

        Assert.Equal((422, "prompt"), (result.Code, (string?)result["detail"]![0]!["loc"]![1]));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_cancel_of_a_running_job_is_only_a_request()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var path = await SubmitAsync(bench);
        bench.Time.Pass(2);

        var cancel = await bench.SendAsync(HttpMethod.Put, path + "/cancel");
        bench.Time.Pass(2);

        Assert.Equal((202, "CANCELLATION_REQUESTED"), (cancel.Code, (string?)cancel["status"]));
        Assert.Equal(200, (await bench.GetAsync(path)).Code);
    }

    [Fact]
    public async Task Tags_are_kept_and_wrong_ones_are_dropped()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, options => options.Price = _ => EmulatedPrice.PerOutput(0.05m));
        await bench.PostAsync(ServiceBench.Model, Valid, ("X-Fal-Tags", "team=design, fal.x=1,Upper=1,none,env=a=b"));
        bench.Time.Pass(4);

        var events = await bench.GetAsync("v1/models/billing-events?source=tagged-billed");
        var plain = await bench.GetAsync("v1/models/billing-events");

        Assert.Equal("""{"team":"design","env":"a=b"}""", events["billing_events"]![0]!["tags"]!.ToJsonString());
        Assert.Equal(50_000_000, (decimal?)events["billing_events"]![0]!["cost_estimate_nano_usd"]);
        Assert.Null(plain["billing_events"]![0]!["tags"]);
    }

    [Fact]
    public async Task Models_have_schemas_and_prices()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal, options => options.Price = _ => EmulatedPrice.PerSecond(0.1m));

        var models = await bench.GetAsync($"v1/models?endpoint_id={ServiceBench.Model}&expand=openapi-3.0");
        var prices = await bench.GetAsync("v1/models/pricing");

        Assert.Equal("prompt", (string?)models["models"]![0]!["openapi"]!["components"]!["schemas"]!["Input"]!["required"]![0]);
        Assert.Equal((0.1m, "second"), ((decimal)prices["prices"]![0]!["unit_price"]!, (string?)prices["prices"]![0]!["unit"]));
    }

    [Theory]
    [InlineData("VIDEO", 1)]
    [InlineData("kite", 0)]
    public async Task A_search_finds_models_by_a_part_of_their_id(string search, int found)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);

        Assert.Equal(found, (await bench.GetAsync($"v1/models?q={search}"))["models"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(429, "concurrent_requests_limit")]
    [InlineData(503, "runner_scheduling_failure")]
    public async Task The_answer_of_a_busy_service_has_an_error_type(int status, string type)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(status, TimeSpan.FromSeconds(7)));

        var refused = await bench.PostAsync(ServiceBench.Model, Valid);

        Assert.Equal((status, type, type), (refused.Code, (string?)refused["error_type"], refused.Header("X-Fal-Error-Type")));
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_test_can_refuse_a_submit()
    {
        await using var bench = new ServiceBench(
            EmulatedProtocols.Fal,
            options => options.Outcome = _ => EmulatedOutcome.Refuse(HttpStatusCode.PaymentRequired, 0, "no balance"));

        var refused = await bench.PostAsync(ServiceBench.Model, Valid);

        Assert.Equal((402, "no balance"), (refused.Code, (string?)refused["detail"]));
    }

    [Theory]
    [InlineData("Bearer emulator-token")]
    [InlineData("Key other")]
    public async Task Only_the_key_of_the_emulator_is_accepted(string header)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        bench.Authorize(header);

        Assert.Equal(401, (await bench.PostAsync(ServiceBench.Model, Valid)).Code);
        Assert.Equal(401, (await bench.PostAsync("storage/upload/initiate", "{}")).Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"parts":[]}""")]
    [InlineData("""{"parts":[{"partNumber":1,"etag":"x"}]}""")]
    [InlineData("""{"parts":[{"partNumber":"1","etag":1}]}""")]
    [InlineData("parts")]
    public async Task Wrong_parts_do_not_complete_an_upload(string body)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var upload = await bench.PostAsync("storage/upload/initiate-multipart", """{"file_name":"..","content_type":"nonsense"}""");
        var path = new Uri((string)upload["upload_url"]!).AbsolutePath;
        await bench.SendAsync(HttpMethod.Put, path + "/1", "part");

        var answer = await bench.PostAsync(path + "/complete", body);

        Assert.Equal((400, "bad_request"), (answer.Code, (string?)answer["error_type"]));
        Assert.EndsWith("/file", (string?)upload["file_url"], StringComparison.Ordinal);
    }

    private static async Task<string> SubmitAsync(ServiceBench bench, string input = Valid) =>
        new Uri((string)(await bench.PostAsync(ServiceBench.Model, input))["response_url"]!).AbsolutePath;
}
