using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Files;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Samples;

namespace SchemaSdk.Emulation.Service;

/// <summary>The emulated service, which answers requests independently of the transport.</summary>
internal sealed class EmulatedService
{
    private readonly JobBook _jobs;
    private readonly CallbackDesk _callbacks;
    private readonly SubmitDesk _submits;
    private readonly KeptFiles _files = new();
    private readonly KnownState _state;
    private readonly JobStream _stream;
    private volatile Uri _address = new("http://localhost/");
    private volatile bool _isClosed;
    private volatile IReadOnlyDictionary<string, EmulatedModel> _models;
    private readonly EmulatorClock _clock;
    private readonly CallCounts _counts = new();

    public EmulatedService(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions options)
    {
        _models = ById(models);
        _clock = new EmulatorClock(options.TimeProvider);
        _jobs = new JobBook(options, _clock);
        Faults = new EmulatorFaults(options.Seed);
        Protocol = options.Protocol ?? EmulatedProtocols.Default;
        _callbacks = new CallbackDesk(Protocol, _jobs, _clock.Time, options);
        _submits = new SubmitDesk(Protocol, _jobs, Faults, _callbacks, options);
        _stream = new JobStream(Protocol, _jobs, _clock.Time, () => IsClosed);
        _state = new KnownState(this, _files, options.Price);
        Token = options.Token;
        Certificate = options.Certificate;
    }

    public EmulatedProtocol Protocol { get; }

    public string Token { get; }

    public X509Certificate2? Certificate { get; }

    public EmulatorFaults Faults { get; }

    public Reachability Reachability { get; } = new();

    /// <summary>The clock for delays. Clock jumps do not affect it.</summary>
    public TimeProvider Time => _clock.Time;

    public DateTimeOffset Now => _clock.Now;

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

    public IReadOnlyDictionary<string, EmulatedModel> Models => _models;

    public bool IsClosed => _isClosed;

    public void Close()
    {
        _isClosed = true;
        _callbacks.Close();
    }

    /// <summary>Replaces the models. Jobs keep the models that they were accepted with.</summary>
    public void Offer(IReadOnlyList<ModelInfo> models) => _models = ById(models);

    /// <summary>Removes all jobs, uploaded files, counts and faults, and undoes clock jumps.</summary>
    public void Reset()
    {
        Faults.Clear();
        _clock.Reset();
        _jobs.Clear();
        _files.Clear();
        _counts.Clear();
        _submits.Reset();
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
        var files = new HashSet<MediaFile>();
        var output = SampleOutput.Make(job.Model.Output, job.Model.Makes, file =>
        {
            files.Add(file);
            return Protocol.FileAddress(Address, job.Id, file.Name);
        });
        return (output, files);
    }

    public ServiceAnswer Answer(ServiceCall call, ServiceRequest request)
    {
        if (!call.IsOpen && !Protocol.HasToken(request, Token))
        {
            return Protocol.Refused(Refusal.Token);
        }

        return call.Kind switch
        {
            ServiceCallKind.Submit => _submits.Answer(call, request, _state, Models),
            ServiceCallKind.Status => AnswerJob(call, request, job => Protocol.Status(job, request, _state)),
            ServiceCallKind.Stream => AnswerJob(call, request, job => _stream.Answer(job, request, _state)),
            ServiceCallKind.Result => AnswerJob(call, request, job => Protocol.Result(job, request, _state)),
            ServiceCallKind.Cancel => AnswerJob(call, request, _ => AnswerCancel(call, request)),
            ServiceCallKind.File => AnswerFile(call, request),
            ServiceCallKind.Catalog or ServiceCallKind.Upload or ServiceCallKind.Other => Protocol.Answer(call, request, _state),
            _ => Protocol.Refused(Refusal.Path(request.Target)),
        };
    }

    private ServiceAnswer AnswerJob(ServiceCall call, ServiceRequest request, Func<EmulatedJob, ServiceAnswer> answer) =>
        _jobs.Find(call.Subject)?.Shown() is { } job && Protocol.IsPathOf(job, request)
            ? answer(job)
            : Protocol.Refused(Refusal.Job(call.Subject));

    private ServiceAnswer AnswerCancel(ServiceCall call, ServiceRequest request) =>
        _jobs.Cancel(call.Subject, Protocol.CancelsRunningJobs) is var (view, hasCancelled)
            ? Protocol.Cancel(view.Shown(), hasCancelled, request, _state)
            : Protocol.Refused(Refusal.Job(call.Subject));

    /// <summary>Answers with a file. A file exists once its job has succeeded.</summary>
    private ServiceAnswer AnswerFile(ServiceCall call, ServiceRequest request) =>
        _jobs.Find(call.Subject)?.Phase == JobPhase.Succeeded && MediaFile.Named(call.FileName) is { } file
            ? FileAnswer.Of(file, request.Header)
            : Protocol.Refused(Refusal.Path($"{call.Subject}/{call.FileName}"));

    private static Dictionary<string, EmulatedModel> ById(IReadOnlyList<ModelInfo> models) =>
        models.ToDictionary(static info => info.Id, static info => new EmulatedModel(info), StringComparer.Ordinal);
}
