using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>An emulator of any service, and an HttpClient that calls the emulator. Only the test advances the emulator's clock.</summary>
internal sealed class ServiceBench : IAsyncDisposable
{
    public const string Model = "acme/video/fast";

    private const string Input = """{ "type": "object", "required": ["prompt"], "properties": { "prompt": { "type": "string" } } }""";
    private const string Output = """{ "type": "object", "properties": { "video": { "type": "string", "format": "uri" } } }""";

    public ServiceBench(EmulatedProtocol protocol, Action<ModelEmulatorOptions>? configure = null, string model = Model)
    {
        var options = new ModelEmulatorOptions { Protocol = protocol, TimeProvider = Time, QueueDepth = 0 };
        configure?.Invoke(options);
        Emulator = new ModelEmulator([new SchemaModel(model, Input, Output)], options);
        Http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Address };
        Http.DefaultRequestHeaders.Add(protocol.TokenHeader, $"{protocol.TokenPrefix}{Emulator.Token}");
    }

    public ModelEmulator Emulator { get; }

    public PassingTime Time { get; } = new();

    public HttpClient Http { get; }

    public void Authorize(string header) => Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await Http.AskAsync(method, path, body, headers);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            name => response.Headers.TryGetValues(name, out var values) ? values.Single() : null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}

/// <summary>The status, body and headers of an answer.</summary>
internal sealed record Reply(int Code, string Text, Func<string, string?> Header)
{
    public JsonNode? this[string member] => JsonNode.Parse(Text)![member];
}
