using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Published;
using SchemaSdk;
using SchemaSdk.DependencyInjection;
using SchemaSdk.PostgreSql;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;
using SchemaSdk.Sqlite;

var services = new ServiceCollection();
services.AddModelClient((http, options) => new RunComfyClient(http, options));
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<RunComfyClient>();

Console.WriteLine(RuntimeFeature.IsDynamicCodeSupported ? "just in time" : "ahead of time");

var made = await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A kettle.", AspectRatio = "16:9", Duration = 5 });
using var video = new MemoryStream();
await client.DownloadAsync(made.Output.Video!, video);
Console.WriteLine($"made {made.Output.Video!.Url!.Split(':')[0]}, {video.Length > 1000}");

try
{
    await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A kettle.", AspectRatio = new("3:7") });
}
catch (ModelInputException refused)
{
    Console.WriteLine($"refused {refused.Errors.Single().JsonPointer}");
}

var text = JsonSerializer.Serialize(new() { Prompt = "Written." }, OwnJson.Default.TextToVideoInput);
var read = JsonSerializer.Deserialize(text, OwnJson.Default.TextToVideoInput)!;
Console.WriteLine($"read {read.Prompt}");

// Use the types of all models, because the build does not check code that it trims away.
var all = new JsonSerializerOptions { TypeInfoResolver = RunComfyClient.JsonTypeInfoResolver };
var known = RunComfyClient.Models.Count(model => all.TryGetTypeInfo(model.InputType, out _) && all.TryGetTypeInfo(model.OutputType, out _));
Console.WriteLine($"known {known}");

using var input = JsonDocument.Parse("""{ "prompt": "Waves." }""");
var untyped = await client.RunAsync("kling/kling-3.0/pro/text-to-video", input.RootElement);
Console.WriteLine($"untyped {untyped.Output.ValueKind}");

var database = Environment.GetEnvironmentVariable("JOBS_DATABASE")!;
await using var ledger = new PostgreSqlJobLedger(database, new() { ContentsKeptFor = TimeSpan.FromDays(1) });
await using var keeping = new RunComfyClient(new ModelClientOptions { Ledger = ledger });
var kept = await keeping.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A boat." }, new RunOptions { Key = "order-1" });
var again = await keeping.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A boat." }, new RunOptions { Key = "order-1" });
var found = await ledger.FindAsync("order-1");
Console.WriteLine($"kept {found!.RequestId == kept.RequestId}, {again.RequestId == kept.RequestId}");

await using var limited = new PostgreSqlJobLedger(database, new() { Budgets = [new() { LimitUsd = 10 }] });
await limited.BeginAsync(limited.IntentOf("order-2", "acme/still", "{}"u8.ToArray()));
var claimed = (await limited.ClaimAsync(LedgerWork.Submit, 5)).Single();
await limited.RecordAsync(claimed with { State = LedgerState.Sending, Version = 2, PriceUsd = 1, Input = default });
await ledger.ForgetAsync();
Console.WriteLine($"claimed {(await ledger.FindAsync("order-2"))!.State}");

// Record many entries at the same time, so that the ledger writes them as arrays with one statement.
await Task.WhenAll(Enumerable.Range(3, 40).Select(number =>
    ledger.BeginAsync(ledger.IntentOf($"order-{number}", "acme/still", "{}"u8.ToArray())).AsTask()));
var group = await ledger.ClaimAsync(LedgerWork.Submit, 40);
await Task.WhenAll(group.Select(job =>
    ledger.RecordAsync(job with { State = LedgerState.Sending, Version = 2, Input = default }).AsTask()));
Console.WriteLine($"grouped {(await ledger.SummarizeAsync()).Sending}");

string? filed;
await using (var file = new SqliteJobLedger("jobs.db"))
{
    filed = await FiledAsync(file);
    await file.BackupAsync("copy.db");
}

await using (var file = new SqliteJobLedger("jobs.db"))
{
    Console.WriteLine($"filed {filed is not null && filed == await FiledAsync(file)}");
}

await Hosted.RunAsync();
await Agents.RunAsync(client);

static async Task<string?> FiledAsync(SqliteJobLedger file)
{
    await using var filing = new RunComfyClient(new ModelClientOptions { Ledger = file });
    var lamp = await filing.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A lamp." }, new RunOptions { Key = "order-1" });
    return lamp.RequestId;
}
