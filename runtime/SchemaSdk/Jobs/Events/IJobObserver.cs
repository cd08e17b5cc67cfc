namespace SchemaSdk.Jobs.Events;

/// <summary>Observes the jobs of a client. The events of a job arrive one at a time and in order.</summary>
internal interface IJobObserver
{
    /// <summary>Handles an event. An exception is logged, and does not affect the request id or the result.</summary>
    void Heard(in JobEvent told);
}
