using System.Diagnostics;
using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Runs a cell: a new client makes one call to a new service.</summary>
internal sealed class CellRun : IAsyncDisposable
{
    public const string Token = "matrix-token-7f3a9c51e2";

    /// <summary>The timeout in seconds for a cancel, and for each wait for bytes of a download. The defaults are 5 and 30.</summary>
    // The fast clock would turn the defaults into 50 and 300 ms, which are too short for a busy machine.
    public const int LastChanceSeconds = 100;

    /// <summary>The quota budget in seconds; the default is half an hour.</summary>
    public const int QuotaSeconds = 120;

    private const int LargeBodyBytes = 12 << 20;
    private const string Boat = "A paper boat.";
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(100);

    private readonly Cell _cell;
    private readonly FastTime _time = new();
    private readonly ListLog _log = new();
    private readonly Trap _trap = new();
    private readonly InputFiles _files;
    private readonly SilentPort? _silent;
    private readonly ModelEmulator _service;
    private readonly HttpClient? _http;
    private readonly Lazy<ModelClient> _client;

    private CellRun(Cell cell)
    {
        (_cell, _files) = (cell, new InputFiles(cell.Service));
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
            Outcome = _files.Note,
            Certificate = cell.Row.IsTls ? SelfSigned.Certificate : null,
        });
        _client = new(NewClient);
    }

    /// <summary>The connect timeout: 300 ms by the system clock, which sockets use. On the fast clock, that is 30 s.</summary>
    // The default would be 100 ms of real time. A TLS handshake may take that long on a slow machine.
    private static TimeSpan ConnectTimeout => TimeSpan.FromSeconds(30) / FastTime.Factor;

    private ModelEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput> Model => _cell.Service.EndpointOf(_client.Value);

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
        _service.Faults.Clear();
        return new CellResult(_cell)
        {
            Outcome = end.Outcome,
            Posts = posts,
            RefusedPosts = RefusedPosts(posts),
            TakenAsRefused = _cell.Call switch
            {
                Call.Many => CellLog.HeldBack(log),
                // This call is not retried, so the log does not mention a refusal.
                Call.Leave => RefusedPosts(posts),
                _ => CellLog.Refused(log),
            },
            Unsent = CellLog.Unsent(log),
            Bills = billed.Count,
            Id = _cell.Call switch
            {
                Call.Submit or Call.Many or Call.Leave => end.IdOfSubmit(
                    billed, _cell.Row.Kind == FaultKind.OtherJob ? first : null, _cell.Service.JobsPage),
                Call.Upload or Call.Put => end.IdOfUpload(billed),
                Call.Catalog => end.IdOfModel(),
                _ => end.IdOfJob(id, isInFile: _cell.Call == Call.Download),
            },
            LostFiles = await _files.LostAsync(_service),
            HasToken = text.Contains(Token, StringComparison.Ordinal),
            WasElsewhere = _trap.WasVisited,
            Elapsed = watch.Elapsed,
            Text = text,
        };
    }

    /// <summary>Submits two jobs, without faults: an unrelated job, and the job that the call uses.</summary>
    private async Task<(string First, string Id)> SetUpAsync()
    {
        using var http = new HttpClient(_service.CreateHandler());
        using var client = _cell.Service.NewClient(http, new() { ApiToken = Token, BaseAddress = _service.Address });
        var model = _cell.Service.EndpointOf(client);
        return (
            (await model.SubmitAsync(new() { Prompt = "The one before." })).RequestId,
            (await model.SubmitAsync(new() { Prompt = "A lighthouse." })).RequestId);
    }

    private long RefusedPosts(long posts) =>
        _cell.Call is Call.Upload or Call.Put || _cell.Kind is not (FaultKind.NotNow or FaultKind.NotForSeconds or FaultKind.NotForLong)
        ? 0
        : _cell.Row.IsForGood ? posts
        : Math.Min(posts, 1);

    private void Arrange()
    {
        if (_cell.Row.Make is { } make)
        {
            var call = _cell.Row.IsOfConnection ? EmulatorCall.Connect
                : _cell.Call is Call.Many or Call.Leave ? EmulatorCall.Submit
                : _cell.Call == Call.Put ? EmulatorCall.Upload
                : Enum.Parse<EmulatorCall>(_cell.Call.ToString());
            if (_cell.Call == Call.Put)
            {
                _service.Faults.Add(call, EmulatorFault.None);
            }

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
            case Call.Submit or Call.Upload or Call.Put:
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
                return ("result", (await Model.Attach(id, new RunOptions { JobTimeout = JobTimeout }).WaitAsync()).RequestId);
        }
    }

    private ReferenceToVideoInput Input => _cell.Call is Call.Upload or Call.Put
        ? new() { Prompt = Boat, Images = [InputFiles.New(Boat)] }
        : new() { Prompt = _cell.Row.HasLargeBody ? new string('x', LargeBodyBytes) : Boat };

    // If every answer asks for a delay, only the job's timeout ends the call.
    private TimeSpan? JobTimeout =>
        _cell.Row.Kind is FaultKind.NotForSeconds or FaultKind.Proxied ? Expected.Limit(_cell.Call) : _cell.Row.JobTimeout;

    private Task<ModelJob<ReferenceToVideoOutput>> SubmitAsync()
    {
        var timeout = _cell.Call is Call.Upload or Call.Put ? JobTimeout : null;
        return Model.SubmitAsync(Input, new RunOptions { ValidateInput = false, JobTimeout = timeout });
    }

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
