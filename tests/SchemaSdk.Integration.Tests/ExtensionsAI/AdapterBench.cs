using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>A client with a ledger, and an emulator in which every output costs ten cents.</summary>
internal sealed class AdapterBench : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly SqliteJobLedger? _ledger;

    public AdapterBench(
        IReadOnlyList<ModelInfo>? models = null,
        bool hasLedger = true,
        TimeProvider? time = null,
        bool saves = false,
        int? maxResultBytes = null)
    {
        Emulator = new ModelEmulator(models ?? RunComfyClient.Models, new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = time is null ? TimeSpan.Zero : TimeSpan.FromMinutes(1),
            TimeProvider = time ?? TimeProvider.System,
            Price = _ => EmulatedPrice.PerOutput(0.1m),
        });
        _http = new HttpClient(new Recorder(this) { InnerHandler = Emulator.CreateHandler() });
        _ledger = !hasLedger ? null : new SqliteJobLedger(Folder.File("jobs.db"), new SqliteLedgerOptions
        {
            Ledger = new JobLedgerOptions
            {
                MaxResultBytes = maxResultBytes ?? new JobLedgerOptions().MaxResultBytes,
                InputFolder = Folder.File("inputs"),
                DownloadFolder = saves ? Folder.File("films") : null,
            },
        });
        Client = Connect();
    }

    public ModelEmulator Emulator { get; }

    public TemporaryFolder Folder { get; } = new();

    public RunComfyClient Client { get; }

    public ConcurrentQueue<JsonElement> Inputs { get; } = new();

    public JsonElement Input => Assert.Single(Inputs);

    /// <summary>Creates another client with the same ledger, as another process would.</summary>
    public RunComfyClient Connect()
    {
        var options = new ModelClientOptions { ApiToken = Emulator.Token, BaseAddress = Emulator.Address, Ledger = _ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        return new RunComfyClient(_http, options);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        _http.Dispose();
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }

    private sealed class Recorder(AdapterBench bench) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content && request.Method == HttpMethod.Post)
            {
                var body = await content.ReadAsByteArrayAsync(cancellationToken);
                using var document = JsonDocument.Parse(body);
                bench.Inputs.Enqueue(document.RootElement.Clone());
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
