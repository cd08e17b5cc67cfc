using System.Net.Http.Headers;
using System.Text;

namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>An emulator of fal or Replicate with a clock that the test moves, and a client whose submits lose their answers.</summary>
internal sealed class ListBench : IAsyncDisposable
{
    public const string Model = "acme/video";
    public const string Input = """{"prompt":"a kite","seconds":5}""";

    public static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(100);

    // The time for which the client waits for a late answer after the timeout.
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const string Schema = """{"type":"object","properties":{"prompt":{"type":"string"},"seconds":{"type":"integer"}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http;
    private readonly EmulatedProtocol _protocol;
    private readonly ServiceOptions? _options;
    private readonly int _slots;

    public ListBench(string service, ServiceOptions? options = null, int slots = 64)
    {
        (_options, _slots) = (options, slots);
        var isFal = service == "fal";
        _protocol = isFal ? EmulatedProtocols.Fal : EmulatedProtocols.Replicate;
        var model = Directory.CreateDirectory(_folder.File(Model)).FullName;
        File.WriteAllText(Path.Combine(model, "input.json"), Schema);
        File.WriteAllText(Path.Combine(model, "output.json"), """{"type":"object","properties":{"text":{"type":"string"}}}""");
        Emulator = ModelEmulator.FromFolder(_folder.Path, new ModelEmulatorOptions
        {
            Protocol = _protocol,
            TimeProvider = Time,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.FromDays(10),
        });
        Gate = new ListGate(Emulator.CreateHandler()) { Date = () => Time.GetUtcNow() };
        _http = new HttpClient(Gate);
        Ledger = new MemoryJobLedger(Store, new JobLedgerOptions { TimeProvider = Time });
        Client = new ListedClient(isFal ? ModelService.Fal : ModelService.Replicate, _http, Options(ledger: null));
        RecordingClient = new ListedClient(isFal ? ModelService.Fal : ModelService.Replicate, _http, Options(Ledger));
    }

    public FakeTime Time { get; } = new();

    public ModelEmulator Emulator { get; }

    public ListGate Gate { get; }

    public MemoryStore Store { get; } = new();

    public MemoryJobLedger Ledger { get; }

    public ListedClient Client { get; }

    public ListedClient RecordingClient { get; }

    public string EmptyList => _protocol == EmulatedProtocols.Fal ? """{"items":[],"has_more":false}""" : """{"results":[],"next":null}""";

    public static JsonElement Json(string input = Input) => JsonSerializer.Deserialize<JsonElement>(input);

    /// <summary>Breaks the connection of the next submit, before or after the service has accepted the job.</summary>
    public void Lose(bool isAccepted) => Emulator.Faults.Add(
        EmulatorCall.Submit, EmulatorFault.Reset(isAccepted ? FaultPhase.BeforeResponse : FaultPhase.AfterBody));

    public Task<ModelSubmissionUnknownException> LostAsync(bool isAccepted, ModelClient? client = null, RunOptions? options = null)
    {
        Lose(isAccepted);
        return Soon.Throws<ModelSubmissionUnknownException>((client ?? Client).SubmitAsync(Model, Json(), options));
    }

    /// <summary>Submits an input that the service accepts without ever answering.</summary>
    public async Task<ModelSubmissionUnknownException> HungAsync(ModelClient? client = null, RunOptions? options = null)
    {
        var bills = Emulator.Bills;
        Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        var lost = Soon.Throws<ModelSubmissionUnknownException>((client ?? Client).SubmitAsync(Model, Json(), options));
        await Soon.Until(() => Emulator.Bills > bills);
        Time.Advance(SubmitTimeout);
        await Time.LimitAsync(Grace);
        Time.Advance(Grace);
        return await lost;
    }

    /// <summary>Submits an input directly, as another program would. By default, the members are not in the client's order.</summary>
    public async Task SubmitElsewhereAsync(string input = """{"seconds":5.0, "prompt":"a kite"}""")
    {
        var isFal = _protocol == EmulatedProtocols.Fal;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Emulator.Address, isFal ? Model : $"v1/models/{Model}/predictions"));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse($"{_protocol.TokenPrefix}{Emulator.Token}");
        request.Content = new StringContent(isFal ? input : $$"""{"input":{{input}}}""", Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes the service's list of jobs appear empty until this much time has passed.</summary>
    public void DelayList(TimeSpan time)
    {
        var from = Time.GetUtcNow() + time;
        Gate.Body = () => Time.GetUtcNow() < from ? EmptyList : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await RecordingClient.DisposeAsync();
        Ledger.Dispose();
        _http.Dispose();
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Creates a client that uses the ledger and asks a function for the token of each call.</summary>
    public ListedClient ClientWith(Func<TokenContext, string> token)
    {
        var options = Options(Ledger);
        options.TokenForCall = (context, _) => new(token(context));
        return new ListedClient(_protocol == EmulatedProtocols.Fal ? ModelService.Fal : ModelService.Replicate, _http, options);
    }

    // The read timeout is long, because a test may move the clock while a request is in flight.
    private ModelClientOptions Options(ModelLedger? ledger) => new()
    {
        BaseAddress = Emulator.Address,
        ApiToken = Emulator.Token,
        TimeProvider = Time,
        Ledger = ledger,
        Service = _options,
        MaxRequestsInFlight = _slots,
        JobTimeout = JobTimeout,
        Timeouts = { Read = TimeSpan.FromDays(20), Submit = SubmitTimeout },
    };
}
