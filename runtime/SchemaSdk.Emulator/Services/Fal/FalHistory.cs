using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The lists of earlier jobs in fal's platform API.</summary>
/// <remarks>
/// The members of an entry come from fal's OpenAPI document. In it, <c>started_at</c> is required, so a job is listed only after it has
/// started. Only a billing event has tags, and only if the request asks for <c>source=tagged-billed</c>.
/// </remarks>
internal static class FalHistory
{
    private const int MostRequests = 100;
    private const int MostEvents = 10_000;

    public static ServiceAnswer Requests(ServiceRequest request, EmulatedState state)
    {
        var withPayloads = request.Queries("expand").Contains("payloads");
        var found = JobsOf(request, state)
            .Where(job => job.StartedAt is not null && HasStatus(job, request.Query("status")))
            .ToList();
        return FalPage.Of(request, "items", found, MostRequests, job => Entry(job, withPayloads, state));
    }

    public static ServiceAnswer BillingEvents(ServiceRequest request, EmulatedState state)
    {
        var withTags = request.Query("source") == "tagged-billed";
        var found = JobsOf(request, state).Where(job => job.CostUsd is not null).ToList();
        return FalPage.Of(request, "billing_events", found, MostEvents, job => Event(job, withTags));
    }

    private static IEnumerable<EmulatedJob> JobsOf(ServiceRequest request, EmulatedState state)
    {
        var (models, ids) = (request.Queries("endpoint_id"), request.Queries("request_id"));
        var (start, end) = (FalTime.Read(request.Query("start")), FalTime.Read(request.Query("end")));
        return state.Jobs
            .Where(job => models.Count == 0 || models.Contains(job.ModelId))
            .Where(job => ids.Count == 0 || ids.Contains(job.Id))
            .Where(job => (start is null || job.CreatedAt >= start) && (end is null || job.CreatedAt < end));
    }

    private static bool HasStatus(EmulatedJob job, string? status) => status switch
    {
        "success" => job.Phase == JobPhase.Succeeded,
        "user_error" or "error" => job.Phase is JobPhase.Failed or JobPhase.Cancelled,
        _ => true,
    };

    private static JsonObject Entry(EmulatedJob job, bool withPayloads, EmulatedState state)
    {
        var entry = new JsonObject
        {
            ["request_id"] = job.Id,
            ["endpoint_id"] = job.ModelId,
            ["sent_at"] = FalTime.Write(job.CreatedAt),
            ["started_at"] = FalTime.Write(job.StartedAt!.Value),
            ["runner_id"] = job.Id,
        };
        if (job.EndedAt is { } end)
        {
            entry["ended_at"] = FalTime.Write(end);
            entry["status_code"] = job.Phase switch
            {
                JobPhase.Succeeded => 200,
                JobPhase.Cancelled => job.HasTimedOut ? 504 : 499,
                _ => 422,
            };
            entry["duration"] = (end - job.CreatedAt).TotalSeconds;
        }

        if (withPayloads && job.Input is { } input)
        {
            entry["json_input"] = JsonNode.Parse(input.GetRawText());
            entry["json_output"] = job.Phase == JobPhase.Succeeded ? state.OutputOf(job) : null;
        }

        return entry;
    }

    private static JsonObject Event(EmulatedJob job, bool withTags)
    {
        var billed = new JsonObject
        {
            ["request_id"] = job.Id,
            ["endpoint_id"] = job.ModelId,
            ["timestamp"] = FalTime.Write(job.EndedAt ?? job.CreatedAt),
            ["output_units"] = 1,
            ["unit_price"] = job.CostUsd,
            ["percent_discount"] = null,
            ["cost_estimate_nano_usd"] = decimal.Round((job.CostUsd ?? 0) * 1_000_000_000m),
        };
        if (withTags)
        {
            billed["tags"] = FalTags.Of(job);
        }

        return billed;
    }
}
