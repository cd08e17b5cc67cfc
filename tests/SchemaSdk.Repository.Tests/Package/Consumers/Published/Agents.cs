using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

namespace Published;

/// <summary>Offers a model to language models, as an AI function and as a tool of an MCP server.</summary>
internal static class Agents
{
    internal static async Task RunAsync(RunComfyClient client)
    {
        var function = client.Kling.Kling3_0.Pro.TextToVideo.AsAIFunction();
        var answer = (JsonElement)(await function.InvokeAsync(new() { ["prompt"] = "A comet.", ["duration"] = 5 }))!;
        Console.WriteLine($"function {answer.GetProperty("state").GetString()}");

        var services = new ServiceCollection();
        services.AddModelClient((http, options) => new RunComfyClient(http, options));
        services.AddModelJobs<RunComfyClient>(_ => new SqliteJobLedger("agents.db"));
        services.AddMcpServer().WithModels<RunComfyClient>(options => options.ConfirmAboveUsd = null);
        await using var provider = services.BuildServiceProvider();
        using var stop = new CancellationTokenSource();
        var (toServer, toAgent) = (new Pipe(), new Pipe());
        await using var server = McpServer.Create(
            new StreamServerTransport(toServer.Reader.AsStream(), toAgent.Writer.AsStream()),
            provider.GetRequiredService<IOptions<McpServerOptions>>().Value,
            serviceProvider: provider);
        var serving = server.RunAsync(stop.Token);
        await using (var agent = await McpClient.CreateAsync(
            new StreamClientTransport(toServer.Writer.AsStream(), toAgent.Reader.AsStream())))
        {
            using var film = JsonDocument.Parse("""{ "prompt": "A meteor.", "duration": 5 }""");
            var result = await agent.CallToolAsync("run", new Dictionary<string, object?>
            {
                ["model"] = client.Kling.Kling3_0.Pro.TextToVideo.ModelId,
                ["input"] = film.RootElement,
            });
            Console.WriteLine($"tool {result.StructuredContent?.GetProperty("state").GetString()}");
        }

        await stop.CancelAsync();
        await ((Task)serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
