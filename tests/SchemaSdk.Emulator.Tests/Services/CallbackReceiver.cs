using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>A web server on this machine that records the callbacks that it receives.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallbackReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Body, IReadOnlyDictionary<string, string> Headers)> Callbacks { get; } = new();

    public int Status { get; set; } = 200;

    public Uri Address => new($"{_app.Urls.Single()}/callbacks?key=order-1");

    public static async Task<CallbackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new CallbackReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Callbacks.Enqueue((await reader.ReadToEndAsync(), headers));
        context.Response.StatusCode = Status;
    }
}
