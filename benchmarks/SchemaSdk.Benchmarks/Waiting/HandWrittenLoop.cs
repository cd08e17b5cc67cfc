using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>What one writes who has an HttpClient and the service's documentation: a loop for each job, with a delay of 2 s.</summary>
internal sealed partial class HandWrittenLoop : IDisposable
{
    private readonly HttpClient _http;

    internal HandWrittenLoop(HttpClient http, Uri service, string token)
    {
        _http = http;
        _http.BaseAddress = service;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void Dispose() => _http.Dispose();

    internal async Task RunAsync()
    {
        using var accepted = await _http.PostAsJsonAsync(
            "v1/models/kling/kling-3.0/pro/text-to-video", new Input { Prompt = "A paper boat." }, Bodies.Default.Input);
        accepted.EnsureSuccessStatusCode();
        var id = (await accepted.Content.ReadFromJsonAsync(Bodies.Default.Body))!.RequestId;
        string? status;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            status = (await _http.GetFromJsonAsync($"v1/requests/{id}/status", Bodies.Default.Body))!.Status;
        }
        while (status is "in_queue" or "in_progress");
        var result = (await _http.GetFromJsonAsync($"v1/requests/{id}/result", Bodies.Default.Body))!;
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Status, "succeeded");
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
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

        [JsonPropertyName("output")]
        public JsonElement Output { get; init; }
    }

    [JsonSerializable(typeof(Input))]
    [JsonSerializable(typeof(Body))]
    private sealed partial class Bodies : JsonSerializerContext;
}
