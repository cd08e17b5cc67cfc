using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

namespace Published;

/// <summary>A program that keeps its jobs in a file, runs them, and receives callbacks.</summary>
internal static class Hosted
{
    internal static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddModelClient((http, options) => new RunComfyClient(http, options));
        builder.Services.AddModelJobs<RunComfyClient>(_ => new SqliteJobLedger("hosted.db"));
        await using var app = builder.Build();
        app.MapModelCallbacks("/callbacks");
        await app.StartAsync();

        var (jobs, client) = (app.Services.GetRequiredService<IModelJobs>(), app.Services.GetRequiredService<RunComfyClient>());
        await jobs.EnqueueAsync("order-3", client.Kling.Kling3_0.Pro.TextToVideo, new() { Prompt = "A harbour." });
        var ended = await jobs.WaitAsync("order-3");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var callback = new StringContent($$"""{"request_id":"{{ended.RequestId}}"}""");
        using var answer = await http.PostAsync("/callbacks", callback);
        Console.WriteLine($"hosted {ended.State}, {(int)answer.StatusCode}");
        await app.StopAsync();
    }
}
