using SchemaSdk;
using SchemaSdk.DependencyInjection;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddModelClient((http, options) => new RunComfyClient(http, options));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(RunComfyClient.JsonTypeInfoResolver));
await using var app = builder.Build();

app.MapPost("/films", async (TextToVideoInput input, RunComfyClient client, CancellationToken stop) =>
{
    try
    {
        return Results.Ok((await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(input, cancellationToken: stop)).Output);
    }
    catch (ModelInputException refused)
    {
        return Results.BadRequest(refused.Errors.Single().JsonPointer);
    }
});
await app.StartAsync();

using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
foreach (var ratio in (string[])["16:9", "3:7"])
{
    using var answer = await browser.PostAsJsonAsync("/films", new { prompt = "A kettle.", aspect_ratio = ratio });
    Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
}

await app.StopAsync();
