using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>Serves the emulator on a local port.</summary>
internal sealed class KestrelFront : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelFront(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single().TrimEnd('/') + "/");

    public static async Task<KestrelFront> StartAsync(
        EmulatedService service, EmulatorPage? page, int port, CancellationToken cancellationToken)
    {
        // The builder is empty, so environment variables and the application's appsettings.json cannot change the address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(new FaultyTransport(service));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // inputs can contain whole videos as data: URIs
            kestrel.Limits.MinRequestBodyDataRate = null; // clients may be slow, and faults make answers slow
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1; // a fault breaks the whole connection, so concurrent requests must not share one
                if (service.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });

        var app = builder.Build();
        app.Run(context => ServeAsync(service, page, context));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new KestrelFront(app);
        }
        catch
        {
            // Rethrows any exception after releasing the server.
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Stops without waiting, so that the requests in flight end as if the machine had failed.
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task ServeAsync(EmulatedService service, EmulatorPage? page, HttpContext context)
    {
        using var exchange = new SocketExchange(context, service);
        await EmulatedExchange.RunAsync(service, page, exchange).ConfigureAwait(false);
    }
}
