using SchemaSdk.Polling;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;
using SchemaSdk.Settings;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Tests.Bench;

/// <summary>A client that sees the given variables and none of this machine.</summary>
internal sealed class TestClient : ModelClient
{
    public TestClient(HttpClient? http, ModelClientOptions? options, params (string Name, string Value)[] environment)
        : this(KnownServices.RunComfy, http, options, environment)
    {
    }

    public TestClient(ServiceProfile service, HttpClient? http, ModelClientOptions? options, params (string Name, string Value)[] environment)
        : base(service, http, options, new ModelEnvironment(name => environment.FirstOrDefault(pair => pair.Name == name).Value)) =>
        Still = new StillModel(this);

    public StillModel Still { get; }

    public LearnedDurations Durations => Context.Durations;

    public Jobs.ClientContext Calls => Context;

    public UploadLimits UploadLimits => Context.Settings.Uploads;

    public IReadOnlyList<string> AllowedHosts => Context.Settings.AllowedHosts;

    /// <summary>How many jobs wait for their next poll.</summary>
    public int Waiting => Context.Scheduler.Waiting;

    /// <summary>What tells of a job that begins now.</summary>
    public JobTelemetry? Begin() => Context.Telemetry.BeginJob(StillModel.Id, requestId: null);

    /// <summary>Counts everything that is counted.</summary>
    public void Count()
    {
        Context.Telemetry.Polled(StillModel.Id, CallNames.Status);
        Context.Telemetry.Retries(StillModel.Id, CallNames.Status);
        Context.Telemetry.UnknownSubmit(StillModel.Id);
        Context.Telemetry.Cost(StillModel.Id, 1);
    }

    protected override ModelInfo? FindModel(string modelId) => modelId == StillModel.Id ? StillInfo.Instance : null;
}
