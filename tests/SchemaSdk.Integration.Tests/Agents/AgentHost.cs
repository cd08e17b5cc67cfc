using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>
/// An ASP.NET Core application that serves RunComfy's models at <c>/mcp</c>, set up as the documentation page for agents shows.
/// </summary>
internal sealed class AgentHost(WebApplication app) : IAsyncDisposable
{
    /// <summary>The name of the header, and also of the claim, that contains the user's tenant.</summary>
    public const string Tenant = "tenant";

    public string Address => $"{app.Urls.Single()}/mcp";

    /// <summary>Creates an emulator that charges ten cents per second of video.</summary>
    public static ModelEmulator Emulator(TimeSpan runTime) => new(
        RunComfyClient.Models,
        new() { QueueTime = TimeSpan.Zero, RunTime = runTime, Price = static _ => EmulatedPrice.PerSecond(0.1m) });

    public static async Task<AgentHost> StartAsync(
        ModelEmulator emulator,
        string ledgerPath,
        Action<ModelToolsOptions>? configure = null,
        IReadOnlyList<LedgerBudget>? budgets = null)
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
        builder.Services.AddModelJobs<RunComfyClient>(
            _ => new SqliteJobLedger(ledgerPath, new() { Budgets = budgets ?? [] }));
        builder.Services.AddMcpServer()
            .WithHttpTransport(static http => http.SessionMode = HttpServerSessionMode.StatefulForInitializeClients)
            .WithModels<RunComfyClient>(configure);
        var app = builder.Build();
        app.Use(SignInAsync);
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Connects an agent.</summary>
    /// <param name="tenant">The tenant of the agent's user; null for a user who has not signed in.</param>
    public Task<McpClient> ConnectAsync(string? tenant) => McpClient.CreateAsync(new HttpClientTransport(new()
    {
        Endpoint = new Uri(Address),
        AdditionalHeaders = tenant is null ? null : new Dictionary<string, string> { [Tenant] = tenant },
    }));

    // Stands in for the application's authentication.
    private static Task SignInAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers[Tenant] is [{ } tenant])
        {
            // Sets a user name too, because each session of the older MCP protocol belongs to a user. A client falls back to that protocol
            // if an answer is late.
            context.User = new(new ClaimsIdentity([new(Tenant, tenant), new(ClaimTypes.NameIdentifier, tenant)], "test"));
        }

        return next(context);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
