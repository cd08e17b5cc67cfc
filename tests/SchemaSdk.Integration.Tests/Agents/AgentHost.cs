using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>An ASP.NET Core application with the models of RunComfy at <c>/mcp</c>, as the page for agents shows it.</summary>
internal sealed class AgentHost(WebApplication app) : IAsyncDisposable
{
    public string Address => $"{app.Urls.Single()}/mcp";

    public static async Task<AgentHost> StartAsync(ModelEmulator emulator, string ledgerPath)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["AllowedHosts"] = "127.0.0.1";
        builder.Services.AddModelClient((http, options) =>
        {
            (options.BaseAddress, options.ApiToken, options.BudgetUsd) = (emulator.Address, emulator.Token, 10);
            return new RunComfyClient(http, options);
        });
        builder.Services.AddModelJobs<RunComfyClient>(_ => new SqliteJobLedger(ledgerPath));
        builder.Services.AddMcpServer()
            .WithHttpTransport(static http => http.SessionMode = HttpServerSessionMode.StatefulForInitializeClients)
            .WithModels<RunComfyClient>();
        var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
