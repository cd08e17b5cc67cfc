using System.Diagnostics;
using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Runs a cell: one call by a new client to a new service.</summary>
internal sealed class CellRun : IAsyncDisposable
{
    public const string Token = "matrix-token-7f3a9c51e2";

    /// <summary>The timeout in seconds of a cancel and of the next bytes of a download. The defaults are 5 and 30.</summary>
    // On the fast clock, the defaults would be 50 and 300 ms, which a busy machine can exceed without any fault.
    public const int LastChanceSeconds = 100;

    /// <summary>The quota budget in seconds; the default is half an hour.</summary>
    public const int QuotaSeconds = 120;

    private const int LargeBodyBytes = 12 << 20;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(100);

    private readonly Cell _cell;
    private readonly FastTime _time = new();
    private readonly ListLog _log = new();
    private readonly Trap _trap = new();
    private readonly SilentPort? _silent;
    private readonly ModelEmulator _service;
    private readonly HttpClient? _http;
    private readonly Lazy<ModelClient> _client;

    private CellRun(Cell cell)
    {
        _cell = cell;
        _silent = cell.Row.IsSilentPort ? new SilentPort() : null;
        _http = cell.Row is { IsTls: true, IsTrusted: true }
            ? new HttpClient(SelfSigned.TrustingHandler(ConnectTimeout)) { Timeout = Timeout.InfiniteTimeSpan }
            : null;
        _service = new ModelEmulator([cell.Service.Model], new()
        {
            Protocol = cell.Service.Protocol,
            Token = Token,
            TimeProvider = new FastTime(),
            QueueTime = cell.Call == Call.Cancel ? TimeSpan.FromDays(1) : TimeSpan.Zero,
            RunTime = cell.Row.JobTime,
            Certificate = cell.Row.IsTls ? SelfSigned.Certificate : null,
        });
        _client = new(NewClient);
    }

    /// <summary>The default of 10 s on the fast clock, converted to the system clock, which sockets use.</summary>
    private static TimeSpan ConnectTimeout => TimeSpan.FromSeconds(10) / FastTime.Factor;

    private ModelEndpoint<TextToVideoInput, TextToVideoOutput> Model => _cell.Service.EndpointOf(_client.Value);

    public static async Task<CellResult> RunAsync(Cell cell)
    {
        await using var run = new CellRun(cell);
        await run._service.StartAsync();
        return await run.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        _http?.Dispose();
        await _service.DisposeAsync();
        _silent?.Dispose();
        _trap.Dispose();
        _log.Dispose();
    }

    private async Task<CellResult> RunAsync()
    {
        var (first, id) = await SetUpAsync();
        var before = _service.RequestsOf(EmulatorCall.Submit);
        Arrange();

        var watch = Stopwatch.StartNew();
        var end = await CallEnd.OfAsync(() => CallAsync(id));
        watch.Stop();

        var posts = _service.RequestsOf(EmulatorCall.Submit) - before;
        var billed = _service.BilledRequestIds.Where(known => known != id && known != first).ToList();
        var log = _log.Text;
        var text = $"{end.Text}\n{log}";
        return new CellResult(_cell)
        {
            Outcome = end.Outcome,
            Posts = posts,
            RefusedPosts = RefusedPosts(posts),
            TakenAsRefused = _cell.Call switch
            {
                Call.Many => log.Split("The service accepts no more jobs ").Length - 1,
                // This call does not retry, and the log does not count refusals.
                Call.Leave => RefusedPosts(posts),
                _ => NotTaken(log, static line => line.Contains(": None, HTTP ", StringComparison.Ordinal)),
            },
            Unsent = NotTaken(log, static line => !line.Contains(": None, HTTP ", StringComparison.Ordinal)),
            Bills = billed.Count,
            Id = _cell.Call switch
            {
                Call.Submit or Call.Many or Call.Leave => end.IdOfSubmit(
                    billed, _cell.Row.Kind == FaultKind.OtherJob ? first : null, _cell.Service.JobsPage),
                Call.Catalog => end.IdOfModel(),
                _ => end.IdOfJob(id, isInFile: _cell.Call == Call.Download),
            },
            HasToken = text.Contains(Token, StringComparison.Ordinal),
            WasElsewhere = _trap.WasVisited,
            Elapsed = watch.Elapsed,
            Text = text,
        };
    }

    /// <summary>Submits two jobs without faults: another job, and the job that the call uses.</summary>
    private async Task<(string First, string Id)> SetUpAsync()
    {
        using var http = new HttpClient(_service.CreateHandler());
        using var client = _cell.Service.NewClient(http, new() { ApiToken = Token, BaseAddress = _service.Address });
        var model = _cell.Service.EndpointOf(client);
        return (
            (await model.SubmitAsync(new() { Prompt = "The one before." })).RequestId,
            (await model.SubmitAsync(new() { Prompt = "A lighthouse." })).RequestId);
    }

    private long RefusedPosts(long posts) => _cell.Kind is not (FaultKind.NotNow or FaultKind.NotForSeconds or FaultKind.NotForLong) ? 0
        : _cell.Row.IsForGood ? posts
        : Math.Min(posts, 1);

    /// <summary>
    /// Counts the submits that the client logs as not accepted. Unless they failed, the service refused them temporarily.
    /// </summary>
    private static int NotTaken(string log, Func<string, bool> with) => log.Split('\n').Count(line => with(line)
        && (line.Contains(" was not accepted: ", StringComparison.Ordinal)
        || line.Contains(" could not be submitted within ", StringComparison.Ordinal))
        && line.Contains(", HTTP ", StringComparison.Ordinal));

    private void Arrange()
    {
        if (_cell.Row.Make is { } make)
        {
            var call = _cell.Row.IsOfConnection ? EmulatorCall.Connect
                : _cell.Call is Call.Many or Call.Leave ? EmulatorCall.Submit
                : Enum.Parse<EmulatorCall>(_cell.Call.ToString());
            _service.Faults.Add(call, make(_cell.Call, _trap), _cell.Row.IsForGood ? int.MaxValue : 1);
        }

        if (_cell.Row.ClientClockStep != TimeSpan.Zero)
        {
            _ = Task.Delay(Blink).ContinueWith(_ => _time.Jump(_cell.Row.ClientClockStep), TaskScheduler.Default);
        }

        if (_cell.Row.IsRefused)
        {
            _service.IsReachable = false;
            if (!_cell.Row.IsForGood)
            {
                _ = Task.Delay(Blink).ContinueWith(_ => _service.IsReachable = true, TaskScheduler.Default);
            }
        }
    }

    private async Task<(string Outcome, string? RequestId)> CallAsync(string id)
    {
        switch (_cell.Call)
        {
            case Call.Submit:
                return ("job", (await SubmitAsync()).RequestId);
            case Call.Many:
                await foreach (var run in Model.RunManyAsync([Input], options: new RunOptions { ValidateInput = false }))
                {
                    return run.Error is { } error ? throw error : ("job", run.RequestId);
                }

                return ("nothing", null);
            case Call.Leave:
                var before = _service.Requests;
                var submit = SubmitAsync();
                for (var look = 0; look < 10 && _service.Requests == before && !submit.IsCompleted; look++)
                {
                    await Task.Delay(1);
                }

                await _client.Value.DisposeAsync();
                return ("job", (await submit).RequestId);
            case Call.Cancel:
                return ((await Model.Attach(id).CancelAsync()).ToString().ToLowerInvariant(), id);
            case Call.Download:
                var file = new Uri(_silent?.Address ?? _service.Address, $"files/{id}/image.png");
                await _client.Value.DownloadAsync(ModelFile.FromUrl(file.AbsoluteUri), Stream.Null);
                return ("file", id);
            case Call.Catalog:
                var entry = await _client.Value.GetModelAsync(Model.ModelId);
                return (entry.Id == Model.ModelId && entry.InputSchema is not null ? "entry" : "another entry", null);
            default:
                var timeout = _cell.Row.Kind is FaultKind.NotForSeconds or FaultKind.Proxied
                    ? Expected.Limit(_cell.Call)
                    : _cell.Row.JobTimeout;
                var options = new RunOptions { JobTimeout = timeout };
                return ("result", (await Model.Attach(id, options).WaitAsync()).RequestId);
        }
    }

    private TextToVideoInput Input => new() { Prompt = _cell.Row.HasLargeBody ? new string('x', LargeBodyBytes) : "A paper boat." };

    private Task<ModelJob<TextToVideoOutput>> SubmitAsync() => Model.SubmitAsync(Input, new RunOptions { ValidateInput = false });

    private ModelClient NewClient()
    {
        var options = new ModelClientOptions
        {
            ApiToken = Token,
            BaseAddress = _silent?.Address ?? _service.Address,
            TimeProvider = _time,
            LoggerFactory = _log,
        };
        options.Timeouts.Connect = ConnectTimeout;
        if (_cell.Row.JobTimeout is { } gap)
        {
            options.Polling.Interval = gap;
        }

        options.Retry.QuotaBudget = TimeSpan.FromSeconds(QuotaSeconds);
        options.Timeouts.Cancel = TimeSpan.FromSeconds(LastChanceSeconds);
        if (_cell.Call == Call.Download)
        {
            options.Timeouts.Read = TimeSpan.FromSeconds(LastChanceSeconds);
        }

        options.Downloads.MaxBytes = 64 << 20;
        return _cell.Service.NewClient(_http, options);
    }
}
