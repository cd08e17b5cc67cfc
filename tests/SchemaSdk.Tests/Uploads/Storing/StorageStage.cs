namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>A fal or Replicate client with scripted storage.</summary>
internal sealed class StorageStage : IDisposable
{
    public const string Token = "key-0123456789";

    private readonly Lazy<TestClient> _client;

    public StorageStage(ServiceProfile? service = null)
    {
        Options.TimeProvider = Time;
        _client = new(() => new TestClient(
            service ?? ModelService.Fal.Profile, new HttpClient(Server) { Timeout = Timeout.InfiniteTimeSpan }, Options));
    }

    public FakeTime Time { get; } = new() { SkipsDelays = true };

    public ModelClientOptions Options { get; } = new() { ApiToken = Token };

    public StorageServer Server { get; } = new();

    /// <summary>The files in the input that was submitted.</summary>
    public string[] Files
    {
        get
        {
            using var json = JsonDocument.Parse(Server.Input);
            var input = json.RootElement.TryGetProperty("input", out var inner) ? inner : json.RootElement;
            Assert.Equal("a cat", input.GetProperty("prompt").GetString());
            return [.. input.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!)];
        }
    }

    public FilesModel Model => new(_client.Value);

    public Task<ModelJob<JsonElement>> SubmitAsync(params ModelFile[] files) =>
        Soon.Async(Model.SubmitAsync(files));

    /// <summary>Asserts that a submit fails with an exception of this type, and that nothing was submitted.</summary>
    public async Task<T> RefusedAsync<T>(params ModelFile[] files)
        where T : ModelException
    {
        var exception = await Soon.Throws<T>(Model.SubmitAsync(files));
        Assert.Equal("", Server.Input);
        Assert.Contains("acme/files", exception.Message, StringComparison.Ordinal);
        return exception;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
