using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs each job with the HttpClient loop that a user would write by hand from the service's documentation.</summary>
internal sealed partial class HandWrittenLoop : IContestant
{
    // The benchmark is about the loop, not about ten thousand concurrent connections.
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly TimeSpan _interval;

    internal HandWrittenLoop(Uri service, string token, TimeSpan interval)
    {
        _interval = interval;
        _http.BaseAddress = service;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void Dispose() => _http.Dispose();

    public async Task<DateTimeOffset> RunAsync()
    {
        var id = await SubmitAsync();
        string? status;
        do
        {
            await Task.Delay(_interval);
            status = (await _http.GetFromJsonAsync($"v1/requests/{id}/status", Bodies.Default.Body))!.Status;
        }
        while (status is "in_queue" or "in_progress");
        var result = (await _http.GetFromJsonAsync($"v1/requests/{id}/result", Bodies.Default.Body))!;
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Status, "succeeded");
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
        return result.FinishedAt!.Value;
    }

    private async Task<string?> SubmitAsync()
    {
        using var accepted = await _http.PostAsJsonAsync(
            "v1/models/kling/kling-3.0/pro/text-to-video", new Input { Prompt = "A paper boat." }, Bodies.Default.Input);
        accepted.EnsureSuccessStatusCode();
        return (await accepted.Content.ReadFromJsonAsync(Bodies.Default.Body))!.RequestId;
    }

    internal sealed class Input
    {
        [JsonPropertyName("prompt")]
        public string? Prompt { get; init; }
    }

    internal sealed class Body
    {
        [JsonPropertyName("request_id")]
        public string? RequestId { get; init; }

        [JsonPropertyName("status")]
        public string? Status { get; init; }

        [JsonPropertyName("finished_at")]
        public DateTimeOffset? FinishedAt { get; init; }

        [JsonPropertyName("output")]
        public JsonElement Output { get; init; }
    }

    [JsonSerializable(typeof(Input))]
    [JsonSerializable(typeof(Body))]
    private sealed partial class Bodies : JsonSerializerContext;
}
