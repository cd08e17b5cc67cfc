using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>Reports a client's jobs to telemetry listeners.</summary>
internal sealed class ClientTelemetry(ClientSettings settings)
{
    internal ClientSettings Settings => settings;

    internal JobTelemetry? BeginJob(string modelId, string? requestId, string? key) =>
        Instruments.IsJobListenedTo ? new JobTelemetry(this, modelId, requestId, key) : null;

    /// <summary>Returns the tags that every span and every measurement has, and the request id if it is given.</summary>
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

    /// <summary>Returns the tags of <see cref="TagsOf"/>, and the tags that OpenTelemetry's convention requires for operations.</summary>
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

    internal void Cost(string modelId, decimal? usd)
    {
        if (usd is { } cost)
        {
            Tell(Instruments.Cost, modelId, call: null, (double)cost, static told => Instruments.Cost!.Add(told.Amount, told.Tags));
        }
    }

    // change: 1 when an input is held back, -1 when it stops being held back; 0 if nothing changes.
    internal void HeldBack(string modelId, int change)
    {
        if (change != 0)
        {
            Tell(Instruments.HeldBack, modelId, null, change, static told => Instruments.HeldBack!.Add((long)told.Amount, told.Tags));
        }
    }

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
