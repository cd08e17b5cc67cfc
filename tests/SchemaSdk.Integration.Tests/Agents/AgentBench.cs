using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SchemaSdk.Mcp;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>An agent, an MCP server with RunComfy's models, and an emulator that charges ten cents per second of video.</summary>
internal sealed class AgentBench : IAsyncDisposable
{
    public const string Model = "kling/kling-3.0/pro/text-to-video";

    private readonly HttpClient _http;
    private readonly SqliteJobLedger _ledger;
    private readonly RunComfyClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _servers = [];
    private readonly TimeProvider _time;

    private AgentBench(ModelEmulator emulator, decimal? budget, LedgerCipher? cipher, TimeProvider? time, bool saves)
    {
        (Emulator, _time) = (emulator, time ?? TimeProvider.System);
        _http = new HttpClient(Emulator.CreateHandler());
        _ledger = new SqliteJobLedger(Folder.File("jobs.db"), new SqliteLedgerOptions
        {
            Ledger = new JobLedgerOptions
            {
                InputFolder = Folder.File("inputs"),
                Cipher = cipher,
                DownloadFolder = saves ? Folder.File("films") : null,
            },
        });
        var options = new ModelClientOptions
        {
            ApiToken = Emulator.Token,
            BaseAddress = Emulator.Address,
            Ledger = _ledger,
            BudgetUsd = budget,
        };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        _client = new RunComfyClient(_http, options);
    }

    public ModelEmulator Emulator { get; }

    public JobLedger Ledger => _ledger;

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The questions that the agents' user was asked.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>Called after each question, before the user answers.</summary>
    public Action? Asked { get; set; }

    /// <summary>The price of a second of video, in US dollars.</summary>
    public decimal PriceUsd { get; set; } = 0.1m;

    public McpClient Agent { get; private set; } = null!;

    // answer: the user's answer to each question; null if the agent cannot ask. time: the clock of the servers, but not of the client
    // and the emulator, which use the system clock. saves: true to save the files of results.
    public static async Task<AgentBench> StartAsync(
        Action<ModelToolsOptions>? configure = null,
        string? answer = "accept",
        decimal? budget = null,
        TimeSpan? queueTime = null,
        TimeSpan? runTime = null,
        LedgerCipher? cipher = null,
        TimeProvider? time = null,
        bool saves = false)
    {
        AgentBench bench = null!;
        var emulator = new ModelEmulator(RunComfyClient.Models, new()
        {
            QueueTime = queueTime ?? TimeSpan.Zero,
            RunTime = runTime ?? TimeSpan.Zero,
            Price = _ => EmulatedPrice.PerSecond(bench.PriceUsd),
        });
        bench = new AgentBench(emulator, budget, cipher, time, saves);
        bench.Agent = await bench.ConnectAsync(configure, answer);
        return bench;
    }

    /// <summary>Connects another agent to a new MCP server.</summary>
    /// <param name="configure">Changes the options of the server.</param>
    /// <param name="answer">The user's answer to each question; null for an agent that cannot ask its user.</param>
    /// <param name="client">The client of the server; null for the one that the first server uses.</param>
    /// <param name="models">The models of the server; null for RunComfy's.</param>
    public async Task<McpClient> ConnectAsync(
        Action<ModelToolsOptions>? configure = null,
        string? answer = "accept",
        ModelClient? client = null,
        IReadOnlyList<ModelInfo>? models = null)
    {
        var options = new ModelToolsOptions();
        configure?.Invoke(options);
        var tools = new ModelToolServer(() => client ?? _client, models ?? RunComfyClient.Models, options, _time);
        var serverOptions = new McpServerOptions();
        tools.AddTo(serverOptions);
        var (toServer, toAgent) = (new Pipe(), new Pipe());
        var server = McpServer.Create(
            new StreamServerTransport(toServer.Reader.AsStream(), toAgent.Writer.AsStream()), serverOptions);
        _servers.Add(server.RunAsync(_stop.Token));

        // On a busy machine, the client's probe may time out. The client would then fall back to an older protocol and send each call only
        // once.
        var settings = new McpClientOptions { DiscoverProbeTimeout = Timeout.InfiniteTimeSpan };
        if (answer is not null)
        {
            settings.Handlers.ElicitationHandler = (request, _) =>
            {
                lock (Questions)
                {
                    Questions.Add(request!.Message);
                }

                Asked?.Invoke();

                return ValueTask.FromResult(new ElicitResult { Action = answer });
            };
        }

        return await McpClient.CreateAsync(
            new StreamClientTransport(toServer.Writer.AsStream(), toAgent.Reader.AsStream()), settings);
    }

    /// <summary>Creates another client of the service.</summary>
    public RunComfyClient NewClient(
        JobLedger ledger, HttpMessageHandler? transport = null, Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { ApiToken = Emulator.Token, BaseAddress = Emulator.Address, Ledger = ledger };
        configure?.Invoke(options);
        return new RunComfyClient(new HttpClient(transport ?? Emulator.CreateHandler()), options);
    }

    public async Task ReconnectAsync(Action<ModelToolsOptions>? configure = null)
    {
        await Agent.DisposeAsync();
        Agent = await ConnectAsync(configure);
    }

    public static Dictionary<string, object?> Film(string prompt = "a kite", int seconds = 5) => new()
    {
        ["model"] = Model,
        ["input"] = new { prompt, duration = seconds },
    };

    /// <summary>Calls a tool that must succeed, and returns its answer.</summary>
    public async Task<JsonElement> CallAsync(string tool, Dictionary<string, object?>? arguments = null)
    {
        var result = await Agent.CallToolAsync(tool, arguments);
        Assert.True(result.IsError is not true, TextOf(result));
        return result.StructuredContent!.Value;
    }

    /// <summary>Calls a tool that must refuse the call, and returns the tool's message.</summary>
    public async Task<string> RefusedAsync(string tool, Dictionary<string, object?>? arguments = null)
    {
        var result = await Agent.CallToolAsync(tool, arguments);
        Assert.True(result.IsError, TextOf(result));
        return TextOf(result);
    }

    public static string TextOf(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(static block => block.Text));

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_servers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        await _ledger.DisposeAsync();
        _http.Dispose();
        await Emulator.DisposeAsync();
        Folder.Dispose();
        _stop.Dispose();
    }
}
