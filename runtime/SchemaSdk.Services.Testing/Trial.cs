using System.Text.Json;

namespace SchemaSdk.Services.Testing;

/// <summary>A real client that uses the profile under test and calls a <see cref="ScriptedService"/> instead of the service.</summary>
internal sealed class Trial : IDisposable
{
    internal const string Token = "sample-token-0123456789";

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private readonly ServiceSamples _samples;
    private readonly ScriptedService _server;
    private readonly HttpClient _http;
    private readonly SampleClient _client;

    internal Trial(ServiceProfile profile, ServiceSamples samples, params Func<HttpRequestMessage, HttpResponseMessage>[] script)
    {
        _samples = samples;
        _server = new ScriptedService(script);
        _http = new HttpClient(_server) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new SampleClient(profile, _http, new ModelClientOptions
        {
            ApiToken = Token,
            BaseAddress = new Uri(profile.Defaults.Address),
            TimeProvider = new SkippedTime(),
        });
    }

    internal IReadOnlyList<SentRequest> Sent => _server.Sent;

    internal Task<ModelJob<JsonElement>> SubmitAsync() => SubmitAsync(options: null);

    internal async Task<ModelJob<JsonElement>> SubmitAsync(RunOptions? options)
    {
        using var input = JsonDocument.Parse(_samples.Input);
        return await Within(_client.SubmitAsync(_samples.ModelId, input.RootElement, options)).ConfigureAwait(false);
    }

    internal ModelJob<JsonElement> Attach(RunOptions? options = null) =>
        _client.Attach(_samples.ModelId, _samples.RequestId, options);

    /// <summary>Waits for a call, and throws a <see cref="TimeoutException"/> if it does not end within a minute.</summary>
    internal static Task<T> Within<T>(Task<T> call) => call.WaitAsync(Most);

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _server.Dispose();
    }
}
