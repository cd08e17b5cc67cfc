using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Tests;

/// <summary>
/// An emulator with two RunComfy models, and an HttpClient that calls the emulator. Only the test advances the emulator's clock.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Valid = """{"prompt":"a lighthouse"}""";

    private Bench(ModelEmulator emulator, PassingTime time)
    {
        Emulator = emulator;
        Time = time;
        Http = ClientOver(emulator.CreateHandler());
    }

    public ModelEmulator Emulator { get; }

    public PassingTime Time { get; }

    public HttpClient Http { get; private set; }

    /// <summary>Starts an emulator. By default, a job has no others ahead of it in the queue, waits for 1 s and runs for 3 s.</summary>
    public static Bench Start(Action<ModelEmulatorOptions>? configure = null, params ModelInfo[] models)
    {
        var time = new PassingTime();
        var options = new ModelEmulatorOptions { TimeProvider = time, QueueDepth = 0 };
        configure?.Invoke(options);
        var known = models.Length > 0
            ? models
            : [SchemaModel.Documented(SchemaModel.TextToVideo), SchemaModel.Documented(SchemaModel.ImageToVideo)];
        return new Bench(new ModelEmulator(known, options), time);
    }

    /// <summary>Calls an emulator that a test has configured.</summary>
    public static Bench Over(ModelEmulator emulator) => new(emulator, new PassingTime());

    /// <summary>Starts an emulator that is called over a socket.</summary>
    public static async Task<Bench> StartListeningAsync(Action<ModelEmulatorOptions>? configure = null)
    {
        var bench = Start(configure);
        await bench.Emulator.StartAsync();
        bench.Http.Dispose();
        bench.Http = bench.ClientOver(new SocketsHttpHandler { AllowAutoRedirect = false });
        return bench;
    }

    public Task<Answer> SubmitAsync(string body = Valid, string model = SchemaModel.TextToVideo) =>
        SendAsync(HttpMethod.Post, "v1/models/" + model, body);

    public Task<Answer> StatusAsync(string id) => SendAsync(HttpMethod.Get, $"v1/requests/{id}/status");

    public Task<Answer> ResultAsync(string id) => SendAsync(HttpMethod.Get, $"v1/requests/{id}/result");

    public Task<Answer> CancelAsync(string id) => SendAsync(HttpMethod.Post, $"v1/requests/{id}/cancel");

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await Http.AskAsync(method, path, body);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Submits a job, polls it, and returns the HTTP status of each answer.</summary>
    public async Task<IReadOnlyList<int>> PollAsync(int polls)
    {
        var id = (await SubmitAsync()).Id;
        var codes = new List<int>();
        for (var poll = 0; poll < polls; poll++)
        {
            codes.Add((await StatusAsync(id)).Code);
        }

        return codes;
    }

    /// <summary>Submits a job, lets it end, and returns its result.</summary>
    public async Task<Answer> RunAsync(string model = SchemaModel.TextToVideo, string body = Valid)
    {
        var submitted = await SubmitAsync(body, model);
        Time.Pass(4);
        return await ResultAsync(submitted.Id);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }

    private HttpClient ClientOver(HttpMessageHandler handler) => new(handler)
    {
        BaseAddress = Emulator.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Emulator.Token) },
    };
}
