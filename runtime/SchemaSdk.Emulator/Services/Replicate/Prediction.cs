using System.Globalization;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>Writes the JSON that describes a job, which Replicate calls a prediction.</summary>
internal static class Prediction
{
    private const string Hidden = "hidden";

    public static JsonObject Of(EmulatedJob job, EmulatedState state)
    {
        var address = $"{state.Address}v1/predictions/{job.Id}";
        var body = new JsonObject
        {
            ["id"] = job.Id,
            ["model"] = ModelVersion.NameOf(job.ModelId),
            ["version"] = job.Note == PredictionOrigin.Version ? ModelVersion.IdOf(job.ModelId) : Hidden,
            ["input"] = job.Input is { } input ? JsonNode.Parse(input.GetRawText()) : null,
            ["logs"] = string.Concat(job.Logs.Select(line => $"{line.Message}\n")),
            ["output"] = job.Phase == JobPhase.Succeeded ? state.OutputOf(job) : null,
            ["data_removed"] = false,
            ["error"] = job.ErrorNode(),
            ["source"] = "api",
            ["status"] = StatusOf(job),
            ["created_at"] = Time(job.CreatedAt),
            ["started_at"] = Time(job.StartedAt),
            ["completed_at"] = Time(job.EndedAt),
            ["urls"] = new JsonObject
            {
                ["get"] = address,
                ["cancel"] = $"{address}/cancel",
                ["stream"] = $"{state.Address}v1/streams/{job.Id}",
                ["web"] = $"{state.Address}p/{job.Id}",
            },
        };
        if (job.Note == PredictionOrigin.Deployment)
        {
            body["deployment"] = job.ModelId;
        }

        if (job.EndedAt is { } end && job.StartedAt is { } start)
        {
            body["metrics"] = new JsonObject
            {
                ["predict_time"] = (end - start).TotalSeconds,
                ["total_time"] = (end - job.CreatedAt).TotalSeconds,
            };
        }

        return body;
    }

    public static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string StatusOf(EmulatedJob job) => job.Phase switch
    {
        JobPhase.InQueue => "starting",
        JobPhase.InProgress => "processing",
        JobPhase.Succeeded => "succeeded",
        JobPhase.Failed => "failed",
        _ => job is { HasTimedOut: true, StartedAt: null } ? "aborted" : "canceled",
    };
}
