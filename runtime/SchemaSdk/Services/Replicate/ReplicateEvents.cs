using System.Text;

namespace SchemaSdk.Services.Replicate;

/// <summary>Reads the server-sent events of a prediction.</summary>
internal static class ReplicateEvents
{
    // After an error and at the end, the prediction itself says how it ended.
    internal static ServiceBody Read(string type, ReadOnlyMemory<byte> data)
    {
        var text = Encoding.UTF8.GetString(data.Span);
        return type switch
        {
            // The lines of a prediction's logs end with a line break.
            "logs" => Running(logs: text.EndsWith('\n') ? text : $"{text}\n", output: null),
            "output" => Running(logs: null, text),
            _ => new ServiceBody(),
        };
    }

    private static ServiceBody Running(string? logs, string? output) =>
        new() { State = JobState.InProgress, Status = "processing", Logs = logs, NewOutput = output };
}
