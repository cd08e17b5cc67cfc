using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One job object of the client.</summary>
internal sealed class Handle(Slot slot, TimeSpan timeout, bool isAttached)
{
    public Slot Slot => slot;

    public bool IsAttached => isAttached;

    public TimeSpan Timeout => timeout;

    /// <summary>Null until the submit is accepted.</summary>
    public ModelJob<JsonElement>? Job { get; set; }

    /// <summary>The request id, once the caller knows it.</summary>
    public string? Id { get; set; }

    /// <summary>True if the client has reported how the job ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>From when its timeout counts.</summary>
    public DateTimeOffset? ClockStart { get; set; }

    /// <summary>A call of it is over, or was told something.</summary>
    /// <param name="hasEnded">True if that says how the job ended.</param>
    // Several calls are told at the same time: what one of them was told stays, whatever the others were.
    public void Hear(bool hasEnded)
    {
        if (hasEnded)
        {
            HasEnded = true;
        }
    }
}
