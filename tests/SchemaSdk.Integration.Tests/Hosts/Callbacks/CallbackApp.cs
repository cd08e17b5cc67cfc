using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

internal sealed class CallbackApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallbackApp(WebApplication app) => _app = app;

    public IModelJobs Jobs => _app.Jobs();

    public bool AllowsAnyCaller => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(static source => source.Endpoints)
        .All(static endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    public Uri Address => new(_app.Urls.Single());

    // If isClosed is true, the application refuses all requests to endpoints that do not say who may call them.
    // serverLimit: the largest body, in bytes, that a real server accepts; null to use a test server.
    public static async Task<CallbackApp> OpenAsync(
        Shop shop,
        Action<ModelCallbackOptions>? configure = null,
        HandledJobs? handed = null,
        DelegatingHandler? inFront = null,
        JobLedger? ledger = null,
        HeardLog? log = null,
        bool isClosed = false,
        Action<IEndpointConventionBuilder>? convention = null,
        long? serverLimit = null,
        bool hasToken = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        _ = serverLimit is null ? builder.WebHost.UseTestServer() : builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(server => server.Limits.MaxRequestBodySize = serverLimit);
        builder.Services.AddRoutingCore();
        if (isClosed)
        {
            builder.Services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build());
        }

        if (log is not null)
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        }

        shop.Register(
            builder.Services,
            options => options.MaxFollowed = hasToken ? options.MaxFollowed : 0,
            ledger,
            options =>
            {
                options.Polling.Interval = TimeSpan.FromHours(1);
                options.ApiToken = hasToken ? options.ApiToken : null;
            },
            inFront);
        (handed ?? new HandledJobs()).Register(builder.Services);
        var app = builder.Build();
        if (isClosed)
        {
            app.UseAuthorization();
        }

        var mapped = app.MapModelCallbacks("/callbacks/{key?}", configure);
        convention?.Invoke(mapped);
        await app.StartAsync();
        return new CallbackApp(app);
    }

    public Task<int> PostAsync(string body, string path = "/callbacks", params (string Name, string Value)[] headers) =>
        _app.PostAsync(body, path, headers);

    public async Task<string> AcceptedAsync(Shop shop)
    {
        await _app.EnqueueAsync("order-1");
        await _app.UntilAsync("order-1", LedgerState.Accepted);

        // The second regular poll comes an hour after the first, so from now on, only callbacks cause polls.
        await shop.UntilLookedAsync(1);
        return shop.Service.BilledRequestIds[0];
    }

    /// <summary>Begins to stop the application, which still answers requests while it is stopping.</summary>
    public void BeginStop() => _app.Lifetime.StopApplication();

    public Task UntilAsync(string key, LedgerState state) => _app.UntilAsync(key, state);

    public Task EnqueueAsync(string key) => _app.EnqueueAsync(key);

    public async Task<string> IdOfAsync(string key) => (await Jobs.FindAsync(key))!.RequestId!;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
