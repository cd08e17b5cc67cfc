namespace SchemaSdk.Jobs.Events;

/// <summary>Observes the jobs of a client. The events of a job arrive one at a time and in order.</summary>
internal interface IJobObserver
{
    /// <summary>
    /// Handles an event. If the observer throws, the exception is logged, and the caller still gets the request id and the result.
    /// </summary>
    void Heard(in JobEvent told);
}
