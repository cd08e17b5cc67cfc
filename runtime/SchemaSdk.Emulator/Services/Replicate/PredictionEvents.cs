using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The server-sent events about a prediction.</summary>
internal static class PredictionEvents
{
    public static string After(EmulatedJob? before, EmulatedJob job, EmulatedState state)
    {
        var events = new StringBuilder();
        foreach (var line in job.Logs.Skip(before?.Logs.Count ?? 0))
        {
            Add(events, "logs", line.Time, line.Message);
        }

        if (!job.HasEnded)
        {
            return events.ToString();
        }

        var end = job.EndedAt ?? job.CreatedAt;
        foreach (var text in job.Phase == JobPhase.Succeeded ? TextsOf(state.OutputOf(job)) : [])
        {
            Add(events, "output", end, text);
        }

        if (job.Error is { } error)
        {
            Add(events, "error", end, new JsonObject { ["detail"] = error }.ToJsonString());
        }

        Add(events, "done", end, job.Phase switch
        {
            JobPhase.Succeeded => "{}",
            JobPhase.Failed => """{"reason":"error"}""",
            _ => """{"reason":"canceled"}""",
        });
        return events.ToString();
    }

    // A language model sends its output in pieces, so each item of a list is a separate event.
    private static IEnumerable<string> TextsOf(JsonNode? output) =>
        (output is JsonArray list ? list : (IEnumerable<JsonNode?>)[output]).Select(TextOf);

    private static string TextOf(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "null";

    private static void Add(StringBuilder events, string name, DateTimeOffset time, string data)
    {
        events.Append(CultureInfo.InvariantCulture, $"event: {name}\nid: {time.ToUnixTimeMilliseconds()}:0\n");
        foreach (var line in data.ReplaceLineEndings("\n").Split('\n'))
        {
            events.Append(CultureInfo.InvariantCulture, $"data: {line}\n");
        }

        events.Append('\n');
    }
}
