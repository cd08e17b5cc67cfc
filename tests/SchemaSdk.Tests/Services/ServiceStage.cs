namespace SchemaSdk.Tests.Services;

/// <summary>A client for a service, with a scripted server and a clock that skips delays.</summary>
internal sealed class ServiceStage(ServiceProfile profile) : IDisposable
{
    public const string Token = "key-0123456789";

    private TestClient? _client;

    public OtherServer Server { get; } = new();

    public FakeTime Time { get; } = new() { SkipsDelays = true };

    public ModelClientOptions Options { get; } = new() { ApiToken = Token };

    /// <summary>The environment variables that the client sees.</summary>
    public List<(string Name, string Value)> Variables { get; } = [];

    public TestClient Client => _client ??= Create();

    public IReadOnlyList<string> Calls => [.. Server.Asked.Select(static asked => asked.Call)];

    public void Dispose() => _client?.Dispose();

    public Task<ModelJob<JsonElement>> SubmitAsync(string modelId, RunOptions? options = null) =>
        Soon.Async(Client.SubmitAsync(modelId, JsonSerializer.SerializeToElement(1), options));

    private TestClient Create()
    {
        Options.TimeProvider = Time;
        return new TestClient(profile, new HttpClient(Server), Options, [.. Variables]);
    }
}
