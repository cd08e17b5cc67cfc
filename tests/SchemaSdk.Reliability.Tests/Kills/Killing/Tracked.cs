using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>A job under test, and the kills of the processes that ran it.</summary>
internal sealed class Tracked(string key)
{
    public string Key => key;

    public string Kind => JobKind.Of(key);

    /// <summary>False for a job that no later process can run again.</summary>
    public bool HasKey => Kind != JobKind.Keyless;

    /// <summary>True if the job may end as unknown: a kill came during its submit, or the answer to the submit was lost.</summary>
    public bool MayBeUnknown { get; set; } = JobKind.Of(key) == JobKind.Unheard;

    /// <summary>The state in which the job must end; null until the test kills a process at a chosen point in the job's life.</summary>
    public LedgerState? End { get; set; }

    /// <summary>The points at which the process of the job was killed, and what each kill left.</summary>
    public List<(string Point, string Left, LedgerState? State)> Kills { get; } = [];
}
