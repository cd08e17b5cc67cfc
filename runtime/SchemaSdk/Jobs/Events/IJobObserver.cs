namespace SchemaSdk.Jobs.Events;

/// <summary>Observes the jobs of a client. It gets the events of one job one after the other, in order.</summary>
internal interface IJobObserver
{
    /// <summary>Handles an event. An exception is logged, and does not affect the id or the result.</summary>
    void Heard(in JobEvent told);
}
