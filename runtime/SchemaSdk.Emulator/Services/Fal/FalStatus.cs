using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The bodies that describe a job of fal's queue.</summary>
internal static class FalStatus
{
    public static JsonObject Accepted(EmulatedJob job, EmulatedState state)
    {
        var body = WithAddresses("IN_QUEUE", job, state);
        body["gateway_request_id"] = job.Id;
        body["queue_position"] = job.QueuePosition ?? 0;
        return body;
    }

    /// <param name="job">The job.</param>
    /// <param name="withLogs">True if the client requested logs.</param>
    /// <param name="oldLogs">The number of log lines that a stream has already sent.</param>
    /// <param name="state">The models, jobs and uploaded files of the emulator.</param>
    public static JsonObject Of(EmulatedJob job, bool withLogs, int oldLogs, EmulatedState state)
    {
        if (job.Phase == JobPhase.InQueue)
        {
            var waiting = WithAddresses("IN_QUEUE", job, state);
            waiting["queue_position"] = job.QueuePosition;
            return waiting;
        }

        var body = WithAddresses(job.HasEnded ? "COMPLETED" : "IN_PROGRESS", job, state);
        body["logs"] = withLogs ? new JsonArray([.. job.Logs.Skip(oldLogs).Select(Line)]) : null;
        if (job.HasEnded)
        {
            body["metrics"] = new JsonObject { ["inference_time"] = (job.EndedAt - job.StartedAt)?.TotalSeconds };
            FalError.AddTo(body, job);
        }

        return body;
    }

    private static JsonObject WithAddresses(string status, EmulatedJob job, EmulatedState state)
    {
        var address = $"{state.Address}{FalPath.OfJob(job)}";
        return new JsonObject
        {
            ["status"] = status,
            ["request_id"] = job.Id,
            ["response_url"] = address,
            ["status_url"] = $"{address}/status",
            ["cancel_url"] = $"{address}/cancel",
        };
    }

    private static JsonObject Line(JobLogLine line) => new()
    {
        ["message"] = line.Message,
        ["timestamp"] = FalTime.Write(line.Time),
        ["level"] = "INFO",
        ["source"] = "USER",
    };
}
