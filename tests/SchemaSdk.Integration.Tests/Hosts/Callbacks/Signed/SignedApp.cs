using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>A web application that has a worker and receives callbacks from fal or Replicate.</summary>
internal sealed class SignedApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SignedApp(WebApplication app) => _app = app;

    public IModelJobs Jobs => _app.Jobs();

    // here: the address for a real server; null to use a test server.
    public static async Task<SignedApp> OpenAsync(
        ModelService service,
        HttpMessageHandler server,
        Action<ModelCallbackOptions>? configure,
        TimeProvider? time = null,
        HeardLog? log = null,
        Uri? here = null,
        Action<ModelClientOptions>? client = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        _ = here is null ? builder.WebHost.UseTestServer() : builder.WebHost.UseKestrelCore().UseUrls(here.AbsoluteUri);
        builder.Services.AddRoutingCore();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        if (service == ModelService.Fal)
        {
            Register(builder.Services, server, time, client, static (http, options) => new FalCaller(http, options));
        }
        else
        {
            Register(builder.Services, server, time, client, static (http, options) => new ReplicateCaller(http, options));
        }

        new HandledJobs().Register(builder.Services);
        var app = builder.Build();
        app.MapModelCallbacks("/callbacks/{key?}", configure);
        await app.StartAsync();
        return new SignedApp(app);
    }

    public Task<int> PostAsync(string body, params (string Name, string Value)[] headers) => _app.PostAsync(body, "/callbacks", headers);

    public Task<int> PostToAsync(string path, string body) => _app.PostAsync(body, path);

    public async Task AcceptedAsync(SignedService server)
    {
        await EnqueueAsync("acme/still");
        await UntilAsync(LedgerState.Accepted);

        // The second regular poll comes an hour after the first, so from now on, only callbacks cause polls.
        await Soon.Until(() => server.Reads == 1);
    }

    public async Task EnqueueAsync(string modelId)
    {
        using var input = JsonDocument.Parse("""{"prompt":"a boat"}""");
        await Jobs.EnqueueAsync("order-1", modelId, input.RootElement.Clone());
    }

    public Task UntilAsync(LedgerState state) => _app.UntilAsync("order-1", state);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Register<TClient>(
        IServiceCollection services,
        HttpMessageHandler server,
        TimeProvider? time,
        Action<ModelClientOptions>? client,
        Func<HttpClient, ModelClientOptions, TClient> create)
        where TClient : ModelClient
    {
        services
            .AddModelClient(create, options =>
            {
                options.ApiToken = "secret";
                options.Polling.Interval = TimeSpan.FromHours(1);
                client?.Invoke(options);
            })
            .ConfigurePrimaryHttpMessageHandler(() => server);
        var settings = time is null ? QuickTime.Options : new() { TimeProvider = time };
        services.AddModelJobs<TClient>(
            _ => new MemoryJobLedger(new MemoryStore(), settings),
            options =>
            {
                options.HintInterval = TimeSpan.FromTicks(1);

                // Reconciling is off, so that only a callback can settle an unknown job.
                options.Reconcile = null;
            });
    }

    [ClientService("Fal")]
    internal sealed class FalCaller(HttpClient http, ModelClientOptions options) : ModelClient(ModelService.Fal, http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }

    [ClientService("Replicate")]
    internal sealed class ReplicateCaller(HttpClient http, ModelClientOptions options) : ModelClient(ModelService.Replicate, http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
