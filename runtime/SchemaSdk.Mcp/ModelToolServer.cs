using ModelContextProtocol.Server;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Files;
using SchemaSdk.Mcp.Jobs;
using SchemaSdk.Mcp.Models;
using SchemaSdk.Mcp.Tasks;
using SchemaSdk.Mcp.Tools;

namespace SchemaSdk.Mcp;

/// <summary>Holds what all tools of one server use, such as the models and the jobs, and adds the tools to the server.</summary>
internal sealed class ModelToolServer
{
    private readonly Func<ModelClient> _open;
    private readonly object _opening = new();
    private AgentJobs? _jobs;

    /// <param name="open">
    /// Opens the client at the first call that needs it, because some agents start a second process only to list the tools.
    /// </param>
    /// <param name="models">The client's models.</param>
    /// <param name="options">The checked options.</param>
    /// <param name="time">The clock.</param>
    internal ModelToolServer(
        Func<ModelClient> open, IReadOnlyList<ModelInfo> models, ModelToolsOptions options, TimeProvider time)
    {
        options.Check();
        (Options, Time) = (options, time);
        _open = open;
        Models = new OfferedModels(models, options.Models);
        Prices = new PriceList(time);
        Files = new AllowedFiles(options.FileFolders);
        Seal = new ConsentSeal(time);
    }

    private const string Instructions =
        "Runs generative-media models, which cost money. Find a model with search_models, read its input with get_model, check the price "
        + "with quote, then call run. Calling run again with the same arguments attaches to the same job and costs nothing. If run "
        + "answers with the state queued or running, call the job tool until the state is neither of these.";

    internal void AddTo(McpServerOptions options)
    {
        options.ServerInstructions ??= Instructions;
        options.ToolCollection ??= [];
        foreach (var tool in Tools)
        {
            options.ToolCollection.Add(tool);
        }

        options.ResourceCollection ??= [];
        options.ResourceCollection.Add(new JobFileResource(this));
        new JobTasks(this).AddTo(options);
    }

    private IReadOnlyList<McpServerTool> Tools =>
    [
        new SearchModelsTool(this), new GetModelTool(this), new QuoteTool(this), new RunTool(this),
        new JobTool(this), new ListJobsTool(this), new CancelTool(this), new BudgetTool(this),
    ];

    internal ModelToolsOptions Options { get; }

    internal TimeProvider Time { get; }

    internal OfferedModels Models { get; }

    internal PriceList Prices { get; }

    internal AllowedFiles Files { get; }

    internal ConsentSeal Seal { get; }

    internal ModelClient Client => Jobs.Client;

    internal string Service => Client.Parts.Access.Settings.Service.Names.Name;

    /// <exception cref="ModelConfigurationException">
    /// The client has no ledger, or agents may send files but the ledger has no folder for copies of files.
    /// </exception>
    internal AgentJobs Jobs
    {
        get
        {
            // A Lazy would return the failure of the first call to all later calls.
            lock (_opening)
            {
                return _jobs ??= Opened();
            }
        }
    }

    private AgentJobs Opened()
    {
        var client = _open();
        var ledger = LedgerOf(client);
        return Options.FileFolders.Count == 0 || ledger.Options.InputFolder is not null
            ? new(client, ledger, Time)
            : throw new ModelConfigurationException(
                "ModelToolsOptions.FileFolders lets agents send files, but the ledger has no folder for copies of files. Set "
                + "JobLedgerOptions.InputFolder.");
    }

    private static JobLedger LedgerOf(ModelClient client) => client.Ledger as JobLedger ?? throw new ModelConfigurationException(
        $"The client {client.GetType().Name} has no ledger. Without one, an agent that repeats a call would pay twice. Set "
        + "ModelClientOptions.Ledger, for example to a SqliteJobLedger.");
}
