namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>One key at the service: its submits, and the job that they started.</summary>
internal sealed class KeyedJob(string key)
{
    public string Key => key;

    /// <summary>True once a call has used the key.</summary>
    public bool IsWanted { get; set; }

    public List<string> Ids { get; } = [];

    /// <summary>True if a submit is allowed: none has been made yet, or the last one was refused.</summary>
    public bool MaySend { get; set; } = true;

    /// <summary>True if the answer to a submit was lost, or a process ended while a submit was being sent.</summary>
    public bool MayBeUnknown { get; set; }

    public bool HasEnded { get; set; }
}
