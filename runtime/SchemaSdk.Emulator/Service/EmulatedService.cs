using SchemaSdk.Emulation.Files;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Samples;

namespace SchemaSdk.Emulation.Service;

/// <summary>The service itself: a request in, an answer out, whatever carried them.</summary>
internal sealed class EmulatedService
{
    private readonly Dictionary<string, EmulatedModel> _models;
    private readonly JobBook _jobs;
    private readonly SubmitDesk _submits;
    private volatile Uri _address = new("http://localhost/");
    private volatile bool _isClosed;
    private long _requests;

    public EmulatedService(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions options)
    {
        _models = models.ToDictionary(static info => info.Id, static info => new EmulatedModel(info), StringComparer.Ordinal);
        _jobs = new JobBook(options);
        _submits = new SubmitDesk(_models, _jobs, options.Outcome);
        Token = options.Token;
    }

    public string Token { get; }

    public Uri Address
    {
        get => _address;
        set => _address = value;
    }

    public long Requests => Interlocked.Read(ref _requests);

    public long Bills => _jobs.Count;

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;

    public ServiceAnswer Answer(ServiceRequest request)
    {
        Interlocked.Increment(ref _requests);
        var call = Protocol.Read(request.Method, request.Target);
        if (call.Kind == ServiceCallKind.File)
        {
            return AnswerFile(call, request.Range);
        }

        if (!HasToken(request))
        {
            return Protocol.BadToken();
        }

        return call.Kind switch
        {
            ServiceCallKind.Submit => _submits.Answer(call.Subject, request.Body, Address),
            ServiceCallKind.Status => AnswerJob(call, _jobs.Find(call.Subject), view => Protocol.Status(view, Address)),
            ServiceCallKind.Result => AnswerJob(call, _jobs.Find(call.Subject), AnswerResult),
            ServiceCallKind.Cancel => AnswerJob(call, _jobs.Cancel(call.Subject), Protocol.Cancel),
            _ => Protocol.UnknownPath(request.Target),
        };
    }

    private bool HasToken(ServiceRequest request) =>
        request.Authorization?.Split(' ', 2) is [var scheme, var token]
        && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && token == Token;

    private static ServiceAnswer AnswerJob(ServiceCall call, JobView? view, Func<JobView, ServiceAnswer> answer) =>
        view is null ? Protocol.UnknownRequest(call.Subject) : answer(view);

    private ServiceAnswer AnswerResult(JobView view)
    {
        var model = _models[view.Job.ModelId];
        return Protocol.Result(
            view,
            () => SampleOutput.Make(model.Output, model.Id, file => Protocol.FileAddress(Address, view.Job, file.Name)));
    }

    /// <summary>Files are there once their job has made them, and need no token.</summary>
    private ServiceAnswer AnswerFile(ServiceCall call, string? range) =>
        _jobs.Find(call.Subject)?.Phase == JobPhase.Succeeded && MediaFile.Named(call.FileName) is { } file
            ? FileAnswer.Of(file, range)
            : Protocol.UnknownPath($"{call.Subject}/{call.FileName}");
}
