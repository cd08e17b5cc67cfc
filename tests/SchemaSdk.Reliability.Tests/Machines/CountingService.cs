using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>
/// A service that outlives the machines and counts the charges of each key. A job takes a second. A submit pauses before and after its
/// charge, so that a machine can be killed at either point.
/// </summary>
internal sealed class CountingService : IAsyncDisposable
{
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Bill> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Bill>> _byKey = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _count;

    private CountingService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyCollection<Bill> Bills => [.. _byId.Values];

    public static async Task<CountingService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new CountingService(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync();
        return service;
    }

    public IReadOnlyList<Bill> Of(string key) => _byKey.TryGetValue(key, out var bills) ? [.. bills] : [];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await SubmitAsync(context);
            return;
        }

        var path = context.Request.Path.Value!.Split('/');
        var (id, bill) = (path[^2], _byId[path[^2]]);
        var hasEnded = Stopwatch.GetElapsedTime(bill.Since) > RunTime;
        await TellAsync(context, path[^1] == "status"
            ? $$"""{"request_id":"{{id}}","status":"{{(hasEnded ? "completed" : "in_progress")}}"}"""
            : $$$"""{"request_id":"{{{id}}}","status":"succeeded","output":{"made_for":"{{{bill.Key}}}"}}""");
    }

    private async Task SubmitAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        await PauseAsync();
        var id = Interlocked.Increment(ref _count).ToString("'id-'0", CultureInfo.InvariantCulture);
        var key = body.RootElement.GetProperty("prompt").GetString()!;
        var bill = new Bill(id, key, context.Request.Headers[MachineOrder.Header].ToString(), Stopwatch.GetTimestamp());
        _byId[id] = bill;
        _byKey.GetOrAdd(key, static _ => new()).Enqueue(bill);
        await PauseAsync();
        await TellAsync(context, $$"""{"request_id":"{{id}}"}""");
    }

    private static Task PauseAsync() => Task.Delay(Random.Shared.Next(2, 30));

    private static Task TellAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}

/// <summary>A submit that the service accepted.</summary>
internal sealed record Bill(string Id, string Key, string Machine, long Since);
