namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The phase of a job at the modelled service.</summary>
internal enum JobPhase
{
    Queued,
    Running,

    /// <summary>In a state that the client has no word for.</summary>
    Odd,
    Succeeded,
    Failed,
    Canceled,
}
