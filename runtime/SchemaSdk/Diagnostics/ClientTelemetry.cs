using System.Diagnostics;
using System.Diagnostics.Metrics;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Diagnostics;

/// <summary>Reports the jobs of a client to telemetry listeners, if there are any.</summary>
internal sealed class ClientTelemetry(ClientSettings settings)
{
    internal ClientSettings Settings => settings;

    /// <summary>Starts the telemetry of a job; null if nothing listens.</summary>
    internal JobTelemetry? BeginJob(string modelId, string? requestId, string? key) =>
        Instruments.IsJobListenedTo ? new JobTelemetry(this, modelId, requestId, key) : null;

    /// <summary>The tags of every span and every measurement, and the request id if it is given.</summary>
    internal TagList TagsOf(string modelId, string? requestId = null)
    {
        var tags = new TagList
        {
            { TagNames.Model, modelId },
            { TagNames.ServerAddress, settings.BaseAddress.IdnHost },
            { TagNames.ServerPort, settings.BaseAddress.Port },
        };
        if (requestId is not null)
        {
            tags.Add(TagNames.RequestId, requestId);
        }

        return tags;
    }

    /// <summary>The tags of <see cref="TagsOf"/>, and the tags that the OpenTelemetry convention adds for an operation.</summary>
    internal TagList OperationTagsOf(string modelId, string? requestId = null)
    {
        var tags = TagsOf(modelId, requestId);
        tags.Add(TagNames.Operation, settings.Service.Names.Operation);
        tags.Add(TagNames.Provider, settings.Service.Names.Provider);
        return tags;
    }

    internal void Polled(string modelId, string call) =>
        Tell(Instruments.Polls, modelId, call, 1, static told => Instruments.Polls!.Add((long)told.Amount, told.Tags));

    internal void Retries(string modelId, string call) =>
        Tell(Instruments.Retries, modelId, call, 1, static told => Instruments.Retries!.Add((long)told.Amount, told.Tags));

    internal void UnknownSubmit(string modelId) =>
        Tell(Instruments.UnknownSubmits, modelId, null, 1, static told => Instruments.UnknownSubmits!.Add((long)told.Amount, told.Tags));

    // usd: null if the service did not report the cost.
    internal void Cost(string modelId, decimal? usd)
    {
        if (usd is { } cost)
        {
            Tell(Instruments.Cost, modelId, call: null, (double)cost, static told => Instruments.Cost!.Add(told.Amount, told.Tags));
        }
    }

    // change: 1 when an input is held back, -1 when its wait ends.
    internal void HeldBack(string modelId, int change) =>
        Tell(Instruments.HeldBack, modelId, call: null, change, static told => Instruments.HeldBack!.Add((long)told.Amount, told.Tags));

    // tell: a static function, so that nothing is allocated if nothing listens.
    private void Tell(Instrument? instrument, string modelId, string? call, double amount, Action<(double Amount, TagList Tags)> tell)
    {
        if (instrument is { Enabled: true })
        {
            var tags = TagsOf(modelId);
            if (call is not null)
            {
                tags.Add(TagNames.Call, call);
            }

            Quietly.Tell(tell, (amount, tags));
        }
    }
}

/// <summary>
/// The attributes of spans and measurements, with OpenTelemetry's names where it defines them. docs/reference/spans.md and
/// docs/reference/measurements.md are the contract.
/// </summary>
internal static class TagNames
{
    internal const string Operation = "gen_ai.operation.name";
    internal const string Provider = "gen_ai.provider.name";
    internal const string Model = "gen_ai.request.model";
    internal const string RequestId = "gen_ai.response.id";
    internal const string ServerAddress = "server.address";
    internal const string ServerPort = "server.port";
    internal const string ErrorType = "error.type";
    internal const string StatusCode = "http.response.status_code";
    internal const string FileSize = "file.size";
    internal const string FileParts = "schemasdk.file.parts";
    internal const string JobState = "schemasdk.job.state";
    internal const string JobKey = "schemasdk.job.key";
    internal const string Call = "schemasdk.call";
}

/// <summary>The names of calls: values of <see cref="TagNames.Call"/>, and ends of the names of spans.</summary>
internal static class CallNames
{
    internal const string Submit = "submit";
    internal const string Status = "status";
    internal const string Result = "result";
    internal const string Cancel = "cancel";
    internal const string Stream = "stream";
    internal const string Store = "store";
}
