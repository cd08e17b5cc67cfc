using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One job object of the client.</summary>
internal sealed class Handle(Slot slot, TimeSpan timeout, bool isAttached)
{
    public Slot Slot => slot;

    public bool IsAttached => isAttached;

    public TimeSpan Timeout => timeout;

    public ModelJob<JsonElement>? Job { get; set; }

    public string? Id { get; set; }

    /// <summary>True if the client has reported how the job ended.</summary>
    public bool HasEnded { get; private set; }

    public DateTimeOffset? ClockStart { get; set; }

    /// <summary>Called when a call about the job has ended or reported a status.</summary>
    /// <param name="hasEnded">True if the job has ended.</param>
    // HasEnded is never reset, because several calls may report at the same time.
    public void Hear(bool hasEnded)
    {
        if (hasEnded)
        {
            HasEnded = true;
        }
    }
}
