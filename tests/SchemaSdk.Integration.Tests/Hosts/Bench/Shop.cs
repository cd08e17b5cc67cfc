using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>A service, and hosts that run jobs there. By default, the hosts share one ledger.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Model = "kling/kling-3.0/pro/text-to-video";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpMessageHandler _sockets;
    private long _looks;

    public Shop(ModelEmulatorOptions? options = null)
    {
        Service = new ModelEmulator(
            RunComfyClient.Models, options ?? new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        _sockets = Service.CreateHandler();
    }

    public ModelEmulator Service { get; }

    /// <summary>
    /// The number of answered status calls. The service's own count would grow too early, because the service counts a call before
    /// it reads its clock.
    /// </summary>
    public long Looks => Interlocked.Read(ref _looks);

    public TimeSpan HintInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    public MemoryStore Jobs { get; } = new();

    public static byte[] Png { get; } = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    /// <summary>An input with the content of a file.</summary>
    public static ImageToVideoInput Filmed => new() { Prompt = "It falls.", StartImageUrl = ModelFile.FromBytes(Png) };

    public string Path => _folder.File("jobs.db");

    public static JsonElement Input(string prompt = "a boat")
    {
        using var document = JsonDocument.Parse($$"""{"prompt":"{{prompt}}"}""");
        return document.RootElement.Clone();
    }

    /// <summary>Creates a service whose jobs run for ten minutes.</summary>
    public static Shop Running(TimeProvider time, TimeSpan? hintInterval = null) =>
        new(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10), TimeProvider = time })
        {
            HintInterval = hintInterval ?? TimeSpan.FromMilliseconds(20),
        };

    public Task UntilLookedAsync(long looks) => Soon.Until(() => Looks >= looks);

    /// <summary>Creates a host with a worker, but does not start it.</summary>
    public IHost Build(
        Action<IServiceCollection>? register = null,
        Action<ModelJobsOptions>? configure = null,
        JobLedger? ledger = null,
        Action<ModelClientOptions>? client = null,
        DelegatingHandler? inFront = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Soon.Limit);
        Register(builder.Services, configure, ledger, client, inFront);
        register?.Invoke(builder.Services);
        return builder.Build();
    }

    public async Task<IHost> StartAsync(
        Action<IServiceCollection>? register = null,
        Action<ModelJobsOptions>? configure = null,
        JobLedger? ledger = null,
        Action<ModelClientOptions>? client = null,
        DelegatingHandler? inFront = null)
    {
        var host = Build(register, configure, ledger, client, inFront);
        await host.StartAsync();
        return host;
    }

    public void Register(
        IServiceCollection services,
        Action<ModelJobsOptions>? configure = null,
        JobLedger? ledger = null,
        Action<ModelClientOptions>? client = null,
        DelegatingHandler? inFront = null,
        Func<IServiceProvider, JobLedger>? make = null)
    {
        var http = services
            .AddModelClient((http, options) => new RunComfyClient(http, options), options =>
            {
                (options.BaseAddress, options.ApiToken) = (new Uri("http://127.0.0.1/"), Service.Token);

                options.TimeProvider = QuickTime.Clock;
                options.Polling.Interval = TimeSpan.FromMilliseconds(20);
                options.Polling.RequestsPerSecond = 10_000;
                client?.Invoke(options);
            })
            .ConfigurePrimaryHttpMessageHandler(() => new Shared(this));
        if (inFront is not null)
        {
            http.AddHttpMessageHandler(() => inFront);
        }

        services.AddModelJobs<RunComfyClient>(make ?? (_ => ledger ?? new MemoryJobLedger(Jobs, QuickTime.Options)), options =>
        {
            options.CountInterval = options.RetryDelay = TimeSpan.FromMilliseconds(20);
            options.HintInterval = HintInterval;
            configure?.Invoke(options);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _sockets.Dispose();
        _folder.Dispose();
    }

    /// <summary>Forwards requests, and ignores disposal. A host disposes its handlers, but the next host still needs this one.</summary>
    private sealed class Shared(Shop shop) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(shop._sockets, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await _invoker.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/status", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref shop._looks);
            }

            return answer;
        }
    }
}
