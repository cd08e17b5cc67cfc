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

    /// <summary>Called when a call for the job has ended or reported a status.</summary>
    /// <param name="hasEnded">True if the job has ended.</param>
    // A call may report an older status after another call has reported the end.
    public void Hear(bool hasEnded)
    {
        if (hasEnded)
        {
            HasEnded = true;
        }
    }
}
