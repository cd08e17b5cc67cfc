using System.Text.Json;

namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>A client that calls a service through a recording.</summary>
internal sealed class RecordedClient : IAsyncDisposable
{
    private readonly RecordedService _service;
    private readonly string _token;
    private readonly RecordedService.ForbiddenNetwork? _network;

    // network: null to record jobs; to play them, a network that fails on any use. outer: the application's handler in front of the
    // recording, or null.
    public RecordedClient(
        RecordedService service,
        ModelRecording recording,
        string token,
        RecordedService.ForbiddenNetwork? network,
        DelegatingHandler? outer = null)
    {
        (_service, _token, _network) = (service, token, network);
        Recording = recording;
        if (outer is not null)
        {
            outer.InnerHandler = recording;
        }

        Http = new HttpClient((HttpMessageHandler?)outer ?? recording) { Timeout = Timeout.InfiniteTimeSpan };
        Client = With(ledger: null);
    }

    public ModelRecording Recording { get; }

    public FilesClient Client { get; }

    public HttpClient Http { get; }

    public Task<ModelResult<JsonElement>> RunAsync(string input, RunOptions? options = null, string model = RecordedService.Kite) =>
        Client.RunAsync(model, RecordedService.Json(input), options);

    public Task<ModelJob<JsonElement>> SubmitAsync(string input) => Client.SubmitAsync(RecordedService.Kite, RecordedService.Json(input));

    /// <summary>Creates another client of the same service, with this ledger.</summary>
    public FilesClient With(ModelLedger? ledger) => new(_service.Service, Http, new()
    {
        BaseAddress = _service.Emulator.Address,
        ApiToken = _token,
        TimeProvider = _service.Time,
        Ledger = ledger,
    });

    public async Task<byte[]> DownloadAsync(JsonElement output)
    {
        using var file = new MemoryStream();
        await Client.DownloadAsync(ModelFile.FromUrl(output.GetProperty("video").GetString()!), file);
        return file.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Http.Dispose();
        Assert.Equal(0, _network?.Requests ?? 0);
    }
}
