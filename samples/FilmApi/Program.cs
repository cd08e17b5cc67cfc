using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddModelClient((http, options) => new RunComfyClient(http, options));
builder.Services.AddModelJobs<RunComfyClient>(_ => new SqliteJobLedger(builder.Configuration["Ledger"] ?? "data/jobs.db"));
builder.Services.AddModelProblemDetails();
builder.Services.AddHealthChecks().AddModelJobs();

var app = builder.Build();
app.UseExceptionHandler();
app.MapHealthChecks("/health");
app.MapPut("/films/{key}", async (string key, FilmOrder order, IModelJobs jobs, RunComfyClient client) =>
{
    await jobs.EnqueueAsync(key, client.Kling.Kling3_0.Pro.TextToVideo, new() { Prompt = order.Prompt, Duration = order.Seconds });
    return Results.Accepted($"/films/{Uri.EscapeDataString(key)}");
});
app.MapGet("/films/{key}", async (string key, IModelJobs jobs) => await jobs.FindAsync(key) switch
{
    null => Results.NotFound(),
    { End: null } job => Results.Ok(new Film($"{job.State}")),
    { End.Outcome: JobState.Succeeded } => Results.Ok(new Film("Succeeded", (await jobs.ResultAsync(key)).Output)),
    { End: var end } => Results.Ok(new Film($"{end.Outcome}")),
});
app.Run();

internal sealed record FilmOrder(string Prompt, int Seconds);

internal sealed record Film(string State, JsonElement? Output = null);
