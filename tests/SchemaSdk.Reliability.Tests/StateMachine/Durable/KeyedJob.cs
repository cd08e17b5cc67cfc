namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>One key at the service: its submits, and the job that came of them.</summary>
internal sealed class KeyedJob(string key)
{
    public string Key => key;

    /// <summary>True once a call has used the key.</summary>
    public bool IsWanted { get; set; }

    public List<string> Ids { get; } = [];

    /// <summary>True if the last submit was refused, or none came: another one may.</summary>
    public bool MaySend { get; set; } = true;

    /// <summary>True if an answer to a submit did not come, or a process ended between the byte and the answer.</summary>
    public bool MayBeUnknown { get; set; }

    /// <summary>True once the job has ended at the service.</summary>
    public bool HasEnded { get; set; }
}
