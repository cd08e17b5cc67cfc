using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Bench;

/// <summary>A client that sees the environment variables that a test sets, instead of this machine's.</summary>
internal sealed class TestClient : ModelClient
{
    public TestClient(HttpClient? http, ModelClientOptions? options, params (string Name, string Value)[] environment)
        : this(ModelService.RunComfy.Profile, http, options, environment)
    {
    }

    public TestClient(
        ServiceProfile service, HttpClient? http, ModelClientOptions? options, params (string Name, string Value)[] environment)
        : base(service, http, options, new ModelEnvironment(name => environment.FirstOrDefault(pair => pair.Name == name).Value)) =>
        Still = new StillModel(this);

    public StillModel Still { get; }

    public LearnedDurations Durations => Parts.Shared.Durations;

    public Client.ClientParts Calls => Parts;

    public UploadLimits UploadLimits => Parts.Access.Settings.Uploads;

    public IReadOnlyList<string> AllowedHosts => Parts.Access.Settings.AllowedHosts;

    public JobTelemetry? Begin() => Parts.Access.Telemetry.BeginJob(StillModel.Id, requestId: null, key: null);

    /// <summary>Adds a measurement to every counter of the client.</summary>
    public void Count()
    {
        Parts.Access.Telemetry.Polled(StillModel.Id, CallNames.Status);
        Parts.Access.Telemetry.Retries(StillModel.Id, CallNames.Status);
        Parts.Access.Telemetry.UnknownSubmit(StillModel.Id);
        Parts.Access.Telemetry.Cost(StillModel.Id, 1);
    }

    protected override ModelInfo? FindModel(string modelId) => modelId == StillModel.Id ? StillInfo.Instance : null;
}
