using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Files;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Samples;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Service;

/// <summary>The emulated service: answers requests, independent of the transport.</summary>
internal sealed class EmulatedService
{
    private readonly Dictionary<string, EmulatedModel> _models;
    private readonly JobBook _jobs;
    private readonly SubmitDesk _submits;
    private readonly CatalogDesk _catalog;
    private volatile Uri _address = new("http://localhost/");
    private volatile bool _isClosed;
    private readonly EmulatorClock _clock;
    private readonly CallCounts _counts = new();

    public EmulatedService(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions options)
    {
        _models = models.ToDictionary(static info => info.Id, static info => new EmulatedModel(info), StringComparer.Ordinal);
        _clock = new EmulatorClock(options.TimeProvider);
        _jobs = new JobBook(options, _clock);
        Faults = new EmulatorFaults(options.Seed);
        _submits = new SubmitDesk(_models, _jobs, Faults, options);
        _catalog = new CatalogDesk(_models, options.Price);
        Token = options.Token;
        Certificate = options.Certificate;
    }

    public string Token { get; }

    public X509Certificate2? Certificate { get; }

    public EmulatorFaults Faults { get; }

    public Reachability Reachability { get; } = new();

    /// <summary>The clock for delays, which clock jumps do not affect.</summary>
    public TimeProvider Time => _clock.Time;

    public Uri Address
    {
        get => _address;
        set => _address = value;
    }

    public long Requests => _counts.Requests;

    public long Bills => _jobs.Count;

    public IReadOnlyList<string> BilledRequestIds => _jobs.Ids;

    public string? FirstRequestId => _jobs.FirstId;

    public JobBook Jobs => _jobs;

    /// <summary>The models by id.</summary>
    public IReadOnlyDictionary<string, EmulatedModel> Models => _models;

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;

    /// <summary>Removes all jobs, counts and faults, and undoes clock jumps.</summary>
    public void Reset()
    {
        Faults.Clear();
        _clock.Reset();
        _jobs.Clear();
        _counts.Clear();
    }

    public long CountOf(EmulatorCall call) => _counts.Of(call);

    /// <summary>Counts a connection, and returns its fault.</summary>
    public EmulatorFault BeginConnection()
    {
        _counts.Add(EmulatorCall.Connect);
        return Faults.Next(EmulatorCall.Connect);
    }

    /// <summary>Counts a request, and returns its fault.</summary>
    public EmulatorFault Begin(ServiceCall call)
    {
        if (FaultyCalls.Of(call.Kind) is not { } known)
        {
            _counts.AddOther();
            return EmulatorFault.None;
        }

        _counts.Add(known);
        var fault = Faults.Next(known);
        _clock.Jump(fault.ClockStep);
        return fault;
    }

    /// <summary>Makes the output of a job that succeeded, and the files that the output refers to.</summary>
    public (JsonNode? Output, IReadOnlyCollection<MediaFile> Files) OutputOf(Job job)
    {
        var model = _models[job.ModelId];
        var files = new HashSet<MediaFile>();
        var output = SampleOutput.Make(model.Output, model.Makes, file =>
        {
            files.Add(file);
            return RunComfyProtocol.FileAddress(Address, job, file.Name);
        });
        return (output, files);
    }

    public ServiceAnswer Answer(ServiceCall call, ServiceRequest request)
    {
        if (call.Kind == ServiceCallKind.File)
        {
            return AnswerFile(call, request);
        }

        if (!HasToken(request))
        {
            return RunComfyProtocol.BadToken();
        }

        return call.Kind switch
        {
            ServiceCallKind.Submit => _submits.Answer(call.Subject, request.Body, Address),
            ServiceCallKind.Status => AnswerJob(call, _jobs.Find(call.Subject), view => RunComfyProtocol.Status(view, Address)),
            ServiceCallKind.Result => AnswerJob(call, _jobs.Find(call.Subject), view => AnswerResult(view, request.Target)),
            ServiceCallKind.Cancel => AnswerJob(call, _jobs.Cancel(call.Subject), RunComfyProtocol.Cancel),
            ServiceCallKind.Model => _catalog.AnswerModel(call.Subject),
            ServiceCallKind.Models => _catalog.AnswerModels(request.Target),
            ServiceCallKind.Categories => _catalog.AnswerCategories(),
            _ => RunComfyProtocol.UnknownPath(request.Target),
        };
    }

    private bool HasToken(ServiceRequest request) =>
        request.Authorization?.Split(' ', 2) is [var scheme, var token]
        && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && token == Token;

    private static ServiceAnswer AnswerJob(ServiceCall call, JobView? view, Func<JobView, ServiceAnswer> answer) =>
        view is null ? RunComfyProtocol.UnknownRequest(call.Subject) : answer(view);

    private ServiceAnswer AnswerResult(JobView view, string target) =>
        RunComfyProtocol.Result(view, withCost: RunComfyProtocol.AsksForCost(target), () => OutputOf(view.Job).Output);

    /// <summary>Answers with a file. A file exists once its job has succeeded, and can be downloaded without a token.</summary>
    private ServiceAnswer AnswerFile(ServiceCall call, ServiceRequest request) =>
        _jobs.Find(call.Subject)?.Phase == JobPhase.Succeeded && MediaFile.Named(call.FileName) is { } file
            ? FileAnswer.Of(file, request.Range, request.IfRange)
            : RunComfyProtocol.UnknownPath($"{call.Subject}/{call.FileName}");
}
