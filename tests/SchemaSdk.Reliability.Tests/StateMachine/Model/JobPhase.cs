namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The phase of a job at the modelled service.</summary>
internal enum JobPhase
{
    Queued,
    Running,

    /// <summary>A state that the client does not know.</summary>
    Odd,
    Succeeded,
    Failed,
    Canceled,
}
