using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>What one writes who has an HttpClient and the service's documentation: a loop for each job, with a delay of 2 s.</summary>
internal sealed partial class HandWrittenLoop : IContestant
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim _submits;

    internal HandWrittenLoop(Uri service, string token, SemaphoreSlim submits)
    {
        _http.BaseAddress = service;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _submits = submits;
    }

    public void Dispose() => _http.Dispose();

    public async Task RunAsync()
    {
        var id = await SubmitAsync();
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

    private async Task<string?> SubmitAsync()
    {
        await _submits.WaitAsync();
        try
        {
            using var accepted = await _http.PostAsJsonAsync(
                "v1/models/kling/kling-3.0/pro/text-to-video", new Input { Prompt = "A paper boat." }, Bodies.Default.Input);
            accepted.EnsureSuccessStatusCode();
            return (await accepted.Content.ReadFromJsonAsync(Bodies.Default.Body))!.RequestId;
        }
        finally
        {
            _submits.Release();
        }
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
