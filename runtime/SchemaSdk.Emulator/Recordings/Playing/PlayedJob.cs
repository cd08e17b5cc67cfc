using System.Text;
using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>A recorded job that is being played.</summary>
/// <param name="Id">The request id.</param>
/// <param name="Recording">The recording.</param>
/// <param name="CreatedAt">When the job was accepted.</param>
/// <param name="Scale">The factor by which the recorded times are multiplied.</param>
internal sealed record PlayedJob(string Id, Recording Recording, DateTimeOffset CreatedAt, double Scale)
{
    public JsonElement? Input { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public DateTimeOffset EndsAt => TimeOf(Recording.States[^1]);

    /// <summary>The times at which the state changes, earliest first.</summary>
    public IEnumerable<DateTimeOffset> Changes => Recording.States.Select(TimeOf).Distinct();

    public EmulatedJob At(DateTimeOffset now)
    {
        var shown = CancelledAt is { } cancelled && cancelled < now ? cancelled : now;
        var state = Recording.States.LastOrDefault(state => TimeOf(state) <= shown) ?? Recording.States[0];
        var hasEnded = state.Phase is JobPhase.Succeeded or JobPhase.Failed;
        var phase = CancelledAt is not null && !hasEnded ? JobPhase.Cancelled : state.Phase;
        var start = Recording.States.FirstOrDefault(static state => state.Phase != JobPhase.InQueue) is { } first ? TimeOf(first) : EndsAt;
        DateTimeOffset? started = start <= shown ? start : null;
        DateTimeOffset? ended = hasEnded ? EndsAt : phase == JobPhase.Cancelled ? CancelledAt : null;
        var error = phase == JobPhase.Failed ? Recording.Error : null;
        return new EmulatedJob
        {
            Id = Id,
            ModelId = Recording.Model,
            Phase = phase,
            QueuePosition = phase == JobPhase.InQueue ? state.Position ?? 0 : null,
            CreatedAt = CreatedAt,
            StartedAt = started,
            EndedAt = ended,
            Error = error is { } value ? TextOf(value) : null,
            RecordedError = error,
            InputErrors = [],
            CostUsd = phase == JobPhase.Succeeded ? Recording.CostUsd : null,
            Input = Input,
            Note = Note,
            Logs = [],
        };
    }

    private static string TextOf(JsonElement error) => error.ValueKind == JsonValueKind.String ? error.GetString()!
        : Encoding.UTF8.GetString(new JsonRewriter(static (_, _) => false, static text => text).Rewrite(error).Span);

    private DateTimeOffset TimeOf(RecordedState state) => CreatedAt + TimeSpan.FromSeconds(state.At * Scale);
}
