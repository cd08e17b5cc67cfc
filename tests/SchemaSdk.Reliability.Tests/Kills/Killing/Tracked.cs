using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>One job of a chain, and the kills that it has lived through.</summary>
internal sealed class Tracked(string key)
{
    public string Key => key;

    public string Kind => JobKind.Of(key);

    /// <summary>True if a kill came between the byte and the disk. Only then may the job be unrecorded.</summary>
    public bool MayBeUnknown { get; set; } = JobKind.Of(key) == JobKind.Unheard;

    /// <summary>The state in which it has to end; null until a process was killed at a certain point in its life.</summary>
    public LedgerState? End { get; set; }

    /// <summary>The points at which its process was killed, with what that left.</summary>
    public List<(string Point, string Left, LedgerState? State)> Kills { get; } = [];
}
