using System.Reflection;
using ModelContextProtocol.Server;
using SchemaSdk.Mcp;
using SchemaSdk.Sqlite;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Mcp;

/// <summary>Serves one agent over standard input and output until the agent closes the input.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="service">The service.</param>
/// <param name="models">The models that are offered.</param>
/// <param name="options">What agents may do.</param>
/// <param name="budgetUsd">The budget of the ledger; null to set no budget.</param>
/// <param name="ledgerPath">The path of the ledger; null to use the default ledger of the service's address.</param>
/// <param name="output">The folder for the files of results; null to leave them at the service.</param>
internal sealed class McpRun(
    ToolHost host,
    ChosenService service,
    IReadOnlyList<ModelInfo> models,
    ModelToolsOptions options,
    decimal? budgetUsd,
    string? ledgerPath,
    string? output)
{
    private string _ledgerPath = "";
    private SqliteJobLedger? _ledger;
    private ModelClient? _client;

    /// <exception cref="ToolException">The token or the address is invalid.</exception>
    internal async Task RunAsync(CancellationToken stop)
    {
        // The agent's host shows why a server did not start, so check the token and the address before the start.
        var trial = CatalogueClient.Make(service, host);
        await trial.DisposeAsync().ConfigureAwait(false);
        _ledgerPath = ledgerPath ?? UsualLedger.PathFor(new(trial.Source), new(CatalogueClient.UsualSourceOf(trial.Profile)));
        var server = new ModelToolServer(Open, models, options, host.Time);
        var settings = new McpServerOptions
        {
            ServerInfo = new()
            {
                Name = "schemasdk",
                Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0",
            },
        };
        server.AddTo(settings);
        try
        {
            var transport = new StdioServerTransport(settings);
            await using (transport.ConfigureAwait(false))
            {
                var agent = McpServer.Create(transport, settings);
                await using (agent.ConfigureAwait(false))
                {
                    await agent.RunAsync(stop).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Waits for a submit that is in flight, so that its request id is recorded.
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private CatalogueClient Open()
    {
        _ledger ??= new SqliteJobLedger(_ledgerPath, new SqliteLedgerOptions
        {
            Ledger = new JobLedgerOptions
            {
                TimeProvider = host.Time,
                InputFolder = $"{_ledgerPath}-files",
                DownloadFolder = output,
            },
        });
        var client = CatalogueClient.Make(service, host, made => (made.Ledger, made.BudgetUsd) = (_ledger, budgetUsd));
        _client = client;
        return client;
    }

    private async Task CloseAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync().ConfigureAwait(false);
        }

        if (_ledger is not null)
        {
            await _ledger.DisposeAsync().ConfigureAwait(false);
        }
    }
}
