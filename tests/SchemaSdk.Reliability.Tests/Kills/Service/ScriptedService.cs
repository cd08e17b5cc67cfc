using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Reliability.Tests.Kills.Service;

/// <summary>
/// A service that outlives its clients and counts the charges of each key. The beginning of a key determines how its job is treated.
/// </summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, BilledJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, string Moment), Func<Task>> _hooks = new();
    private readonly TaskCompletionSource _lingering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private ScriptedService(WebApplication app) => _app = app;

    /// <summary>Completes once the submit of a <see cref="JobKind.Slow"/> job has arrived.</summary>
    public Task Lingering => _lingering.Task;

    public Uri Address => new(_app.Urls.First());

    public static async Task<ScriptedService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new ScriptedService(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync();
        return service;
    }

    public BilledJob Of(string key) => _jobs.GetOrAdd(key, static key => new BilledJob(key));

    /// <summary>Runs a hook once, at one moment in the submit of a key: <c>arrived</c>, <c>dropped</c> or <c>accepted</c>.</summary>
    public void Once(string key, string moment, Func<Task> hook) => _hooks[(key, moment)] = hook;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await SubmitAsync(context);
            return;
        }

        var id = path[^2];
        var key = id[..id.LastIndexOf("-id-", StringComparison.Ordinal)];
        await TellAsync(context, 200, path[^1] == "status" ? StatusOf(key, id) : ResultOf(key, id));
    }

    private async Task SubmitAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var key = body.RootElement.GetProperty("prompt").GetString()!;
        var number = Of(key).Hear();
        await HookAsync(key, "arrived");
        if (await HookAsync(key, "dropped"))
        {
            context.Abort();
        }
        else if (JobKind.Of(key) == JobKind.Refused)
        {
            await TellAsync(context, 422, """{"error_code":422001,"error_message":"no"}""");
        }
        else if (JobKind.Of(key) == JobKind.Postponed && number == 1)
        {
            context.Response.Headers.RetryAfter = "0";
            await TellAsync(context, 429, """{"error_code":429001,"error_message":"later"}""");
        }
        else
        {
            await LingerAsync(key);
            var id = Of(key).Accept(context.Request.Headers[MachineOrder.Header]);
            await HookAsync(key, "accepted");
            await LingerAsync(key);
            await TellAsync(context, 200, $$"""{"request_id":"{{id}}"}""");
        }
    }

    private Task LingerAsync(string key)
    {
        // The first slow submit takes three seconds, so that a test can kill a process meanwhile.
        return JobKind.Of(key) switch
        {
            JobKind.Slow => Task.Delay(_lingering.TrySetResult() ? 3_000 : Random.Shared.Next(200)),
            JobKind.Ordered => Task.Delay(Random.Shared.Next(2, 30)),
            _ => Task.CompletedTask,
        };
    }

    private async Task<bool> HookAsync(string key, string moment)
    {
        if (!_hooks.TryRemove((key, moment), out var hook))
        {
            return false;
        }

        await hook();
        return true;
    }

    private string StatusOf(string key, string id) =>
        $$"""{"request_id":"{{id}}","status":"{{(Of(key).HasEnded() ? "completed" : "in_progress")}}"}""";

    private static string ResultOf(string key, string id) => JobKind.Of(key) == JobKind.Failed
        ? $$"""{"request_id":"{{id}}","status":"failed","error":"out of memory"}"""
        : $$$"""{"request_id":"{{{id}}}","status":"succeeded","output":{"made_by":"{{{id}}}"}}""";

    private static Task TellAsync(HttpContext context, int statusCode, string body)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
