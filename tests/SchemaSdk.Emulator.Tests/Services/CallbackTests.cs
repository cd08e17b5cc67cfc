using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>Tests that the emulators of fal and Replicate send one callback to a job's callback address when the job ends.</summary>
public sealed class CallbackTests : IAsyncLifetime
{
    private const string Valid = """{"prompt":"a kite"}""";
    private const string Model = "acme/video";

    private readonly ListLog _log = new();
    private CallbackReceiver? _receiver;

    private CallbackReceiver Receiver => _receiver!;

    public async Task InitializeAsync() => _receiver = await CallbackReceiver.StartAsync();

    public async Task DisposeAsync() => await Receiver.DisposeAsync();

    [Fact]
    public async Task The_callback_of_a_job_of_fal_contains_its_output()
    {
        await using var bench = Start(EmulatedProtocols.Fal);
        var id = await SubmitAsync(bench, Receiver.Address);

        Assert.Empty(Receiver.Callbacks);
        bench.Time.Pass(4);
        var (body, headers) = await CallbackAsync();

        Assert.Equal(("OK", id), ((string?)body["status"], (string?)body["request_id"]));
        Assert.EndsWith("/video.mp4", (string?)body["payload"]!["video"], StringComparison.Ordinal);
        Assert.Equal((id, "1795176004"), (headers["X-Fal-Webhook-Request-Id"], headers["X-Fal-Webhook-Timestamp"]));
    }

    [Theory]
    [InlineData(true, "Invalid status code: 499", "\"The client cancelled the request.\"")]
    [InlineData(false, "Invalid status code: 422", "[{\"loc\":[\"body\"],\"msg\":\"too dark\",\"type\":\"generation_error\"}]")]
    public async Task The_callback_of_a_job_of_fal_without_an_output_contains_its_error(bool isCancelled, string error, string detail)
    {
        await using var bench = Start(EmulatedProtocols.Fal, options => options.Outcome = _ => EmulatedOutcome.Fail("too dark"));
        var id = await SubmitAsync(bench, Receiver.Address);

        if (isCancelled)
        {
            await bench.SendAsync(HttpMethod.Put, $"{Model}/requests/{id}/cancel");
        }

        bench.Time.Pass(4);
        var (body, _) = await CallbackAsync();

        Assert.Equal(("ERROR", error), ((string?)body["status"], (string?)body["error"]));
        Assert.Equal(detail, body["payload"]!["detail"]!.ToJsonString());
    }

    [Fact]
    public async Task A_callback_is_sent_even_if_the_answer_to_the_submit_of_a_prediction_was_lost()
    {
        await using var bench = Start(EmulatedProtocols.Replicate);
        bench.Emulator.Faults.Add("submit:lost");

        await Assert.ThrowsAnyAsync<Exception>(() => SubmitAsync(bench, Receiver.Address));
        bench.Time.Pass(4);
        var (body, headers) = await CallbackAsync();

        Assert.Equal(("succeeded", bench.Emulator.BilledRequestIds.Single()), ((string?)body["status"], (string?)body["id"]));
        Assert.StartsWith("v1,", headers["webhook-signature"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://shop.example/callbacks", "is not this machine")]
    [InlineData("ftp://127.0.0.1/callbacks", "")]
    [InlineData("callbacks", "")]
    public async Task An_address_on_another_machine_or_in_another_form_gets_no_callback(string address, string logged)
    {
        await using var bench = Start(EmulatedProtocols.Replicate);

        await bench.PostAsync($"v1/models/{Model}/predictions", $$"""{"input":{{Valid}},"webhook":"{{address}}"}""");
        bench.Time.Pass(4);

        Assert.Equal(1, bench.Emulator.Bills);
        Assert.Contains(logged, _log.Text, StringComparison.Ordinal);
        Assert.Equal(logged.Length == 0, _log.Lines.Count == 0);
    }

    [Fact]
    public async Task Only_the_requested_event_is_sent()
    {
        await using var bench = Start(EmulatedProtocols.Replicate);

        await bench.PostAsync(
            $"v1/models/{Model}/predictions",
            $$"""{"input":{{Valid}},"webhook":"{{Receiver.Address}}","webhook_events_filter":["start"]}""");
        await SubmitAsync(bench, Receiver.Address);
        bench.Time.Pass(4);
        var (body, _) = await CallbackAsync();

        Assert.Equal(bench.Emulator.BilledRequestIds[1], (string?)body["id"]);
        Assert.Empty(Receiver.Callbacks);
    }

    [Fact]
    public async Task A_callback_that_is_refused_is_logged_and_not_sent_again()
    {
        await using var bench = Start(EmulatedProtocols.Replicate);
        Receiver.Status = 401;
        await SubmitAsync(bench, Receiver.Address);

        bench.Time.Pass(4);
        await CallbackAsync();
        await Soon.Until(() => _log.Text.Contains(" failed and will not be sent again: ", StringComparison.Ordinal));

        Assert.Contains("401", _log.Text, StringComparison.Ordinal);
        Assert.Empty(Receiver.Callbacks);
    }

    private ServiceBench Start(EmulatedProtocol protocol, Action<ModelEmulatorOptions>? configure = null) => new(
        protocol,
        options =>
        {
            options.LoggerFactory = _log;
            configure?.Invoke(options);
        },
        Model);

    private static async Task<string?> SubmitAsync(ServiceBench bench, Uri callback)
    {
        var isFal = bench.Http.DefaultRequestHeaders.Authorization?.Scheme == "Key";
        var answer = isFal
            ? await bench.PostAsync($"{Model}?fal_webhook={Uri.EscapeDataString(callback.AbsoluteUri)}", Valid)
            : await bench.PostAsync($"v1/models/{Model}/predictions", $$"""{"input":{{Valid}},"webhook":"{{callback}}"}""");
        return (string?)answer[isFal ? "request_id" : "id"];
    }

    private async Task<(JsonNode Body, IReadOnlyDictionary<string, string> Headers)> CallbackAsync()
    {
        await Soon.Until(() => !Receiver.Callbacks.IsEmpty);
        Assert.True(Receiver.Callbacks.TryDequeue(out var callback));
        return (JsonNode.Parse(callback.Body)!, callback.Headers);
    }
}
